package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the operator wants of relocations.
 *
 * @param thresholdPercent a machine with more memory in use is under pressure
 * @param endsPercent      a machine is relieved below this, and no target may get above it
 * @param bufferBytes      what must stay free on a target
 * @param differenceBytes  a target must have this much more memory free than the source
 * @param own              buffer and difference by service id, where an owner wants others
 * @param gainPercent      points by which the worse off of source and target must improve for a move of a service that
 *                         is away for no time; one that is away for a minute has to be worth twice as much
 * @param priority         wishes of a higher number are shown and not carried out
 * @param quiet            how long it is remembered that two causes sent a service to and fro: longer than any rest, which
 *                         would else be all that is between two such moves
 */
public record RelocationPolicy(
        double thresholdPercent,
        double endsPercent,
        long bufferBytes,
        long differenceBytes,
        Map<String, Own> own,
        double gainPercent,
        int priority,
        Duration quiet) {
    private static final Duration DAY = Duration.ofHours(24);

    RelocationPolicy(double thresholdPercent, double endsPercent, long bufferBytes, long differenceBytes, Map<String, Own> own,
            double gainPercent, int priority) {
        this(thresholdPercent, endsPercent, bufferBytes, differenceBytes, own, gainPercent, priority, DAY);
    }

    /** Threshold as in the original, everything else neutral. */
    public static final RelocationPolicy DEFAULT = new RelocationPolicy(85, 80, 0, 0, Map.of(), 1, 5);

    public RelocationPolicy {
        own = Map.copyOf(own);
    }

    /** As configured; what is not configured is as in {@link #DEFAULT}. */
    public static RelocationPolicy of(Collection<?> facts) {
        RelocationPolicy policy = DEFAULT;
        for (Object fact : facts) {
            if (fact instanceof MemoryPolicy memory) {
                policy = new RelocationPolicy(memory.thresholdPercent(), memory.endsPercent(), memory.bufferBytes(),
                        memory.differenceBytes(), policy.own, policy.gainPercent, policy.priority, policy.quiet);
            } else if (fact instanceof Rebalancing settings) {
                policy = new RelocationPolicy(policy.thresholdPercent, policy.endsPercent, policy.bufferBytes,
                        policy.differenceBytes, policy.own, settings.gainPercent(), settings.priority(),
                        longer(policy.quiet, settings.cooldown()));
            } else if (fact instanceof ServiceRebalancing one) {
                policy = policy.quietFor(longer(policy.quiet, one.cooldown()));
            }
        }
        return policy.with(ownOf(facts));
    }

    /** The full name of a service comes before its name within its stack. */
    private static Map<String, Own> ownOf(Collection<?> facts) {
        Map<String, Own> byName = new HashMap<>();
        facts.stream().filter(ServiceRebalancing.class::isInstance).map(ServiceRebalancing.class::cast)
                .forEach(one -> byName.put(one.service(), new Own(one.bufferBytes(), one.differenceBytes())));
        Map<String, Own> own = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service) {
                Own settings = byName.getOrDefault(service.name(), byName.get(service.shortName()));
                if (settings != null) {
                    own.put(service.id(), settings);
                }
            }
        }
        return own;
    }

    private RelocationPolicy with(Map<String, Own> other) {
        return new RelocationPolicy(
                thresholdPercent, endsPercent, bufferBytes, differenceBytes, other, gainPercent, priority, quiet);
    }

    private RelocationPolicy quietFor(Duration other) {
        return new RelocationPolicy(
                thresholdPercent, endsPercent, bufferBytes, differenceBytes, own, gainPercent, priority, other);
    }

    private static Duration longer(Duration quiet, Duration rest) {
        Duration twice = rest.multipliedBy(2);
        return twice.compareTo(quiet) > 0 ? twice : quiet;
    }

    /** What holds for one service. */
    public record Own(long bufferBytes, long differenceBytes) {
    }

    /** Bytes in use at which a machine of that size counts as relieved. */
    long relieved(long totalBytes) {
        return (long) (totalBytes * endsPercent / 100);
    }

    /** Bytes in use at which a machine of that size is under pressure. */
    long pressed(long totalBytes) {
        return (long) (totalBytes * thresholdPercent / 100);
    }

    /** Bytes in use which a target of that size may have at most when the service is there. */
    long bearable(long totalBytes, Wish wish) {
        double percent = wish.isEmergency() ? thresholdPercent : endsPercent;
        return Math.min((long) (totalBytes * percent / 100), totalBytes - buffer(wish.service().id()));
    }

    long difference(String serviceId) {
        return own.containsKey(serviceId) ? own.get(serviceId).differenceBytes() : differenceBytes;
    }

    private long buffer(String serviceId) {
        return own.containsKey(serviceId) ? own.get(serviceId).bufferBytes() : bufferBytes;
    }

    /** Points the move of a service has to be worth that is away for so many seconds. */
    double wantedGain(double seconds) {
        return gainPercent * (1 + seconds / 60);
    }
}
