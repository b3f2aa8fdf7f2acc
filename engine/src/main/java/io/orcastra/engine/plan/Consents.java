package io.orcastra.engine.plan;

import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Relocate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What operators said yes to. A yes is for one action, once; where services move as one, the yes to the first move is one
 * to those that belong to it: that the others follow to where it went, and that it leaves there again when they cannot.
 *
 * @param approvals whether they still hold or not
 */
public record Consents(Set<Approval> approvals) {
    /** An update of Swarm with images to pull takes minutes, a few attempts half an hour. */
    static final Duration TO_FOLLOW = Duration.ofMinutes(30);
    private static final String WITH = "with.";

    public Consents {
        approvals = Set.copyOf(approvals);
    }

    /**
     * What is spent and given when actions are begun.
     *
     * @param exchanges by action: none of them may begin unless that was written down
     */
    public record Use(Map<PlannedAction, Exchange> exchanges) {
        public Use {
            exchanges = Map.copyOf(exchanges);
        }

        /** Ids of the approvals that are spent. */
        public Set<String> spent() {
            return exchanges.values().stream().map(one -> one.spent().plan()).collect(Collectors.toSet());
        }

        public Set<Approval> given() {
            return exchanges.values().stream().flatMap(one -> one.given().stream()).collect(Collectors.toSet());
        }
    }

    /**
     * What one action costs and brings along.
     *
     * @param spent what allows it
     * @param given what may follow it
     */
    public record Exchange(Approval spent, Set<Approval> given) {
        public Exchange {
            given = Set.copyOf(given);
        }
    }

    boolean cover(PlannedAction planned, Instant now) {
        return approval(planned, now).isPresent();
    }

    Use use(Collection<PlannedAction> begun, Followers followers, Instant now) {
        Map<PlannedAction, Exchange> exchanges = new HashMap<>();
        begun.forEach(planned -> approval(planned, now).ifPresent(
                approval -> exchanges.put(planned, new Exchange(approval, given(planned, followers, now)))));
        return new Use(exchanges);
    }

    private static Set<Approval> given(PlannedAction planned, Followers followers, Instant now) {
        if (!(planned.wish().action() instanceof Relocate move)) {
            return Set.of();
        }
        return Stream.concat(followers.of(move.serviceId()).stream(),
                        move.bringsBack() ? Stream.empty() : Stream.of(move.serviceId()))
                .map(service -> new Approval(with(service, planned), now.plus(TO_FOLLOW))).collect(Collectors.toSet());
    }

    private Optional<Approval> approval(PlannedAction planned, Instant now) {
        String id = PlanId.of(planned);
        return approvals.stream().filter(one -> one.until().isAfter(now))
                .filter(one -> one.plan().equals(id) || belongs(planned, one.plan())).findFirst();
    }

    /** What this service may do after a move: go where the move went, or leave it again. */
    private static String with(String service, PlannedAction move) {
        return WITH + service + move.targets().values().stream().distinct().sorted()
                .map(node -> "." + node).collect(Collectors.joining());
    }

    private static boolean belongs(PlannedAction planned, String approved) {
        List<String> parts = List.of(approved.split("\\."));
        if (!approved.startsWith(WITH) || !parts.get(1).equals(planned.wish().subject())) {
            return false;
        }
        List<String> nodes = parts.subList(2, parts.size());
        return planned.wish().action() instanceof MoveService && nodes.containsAll(planned.targets().values())
                || planned.wish().action() instanceof Relocate move && move.bringsBack() && nodes.contains(move.nodeId());
    }
}
