package io.orcastra.engine.benchmark;

import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUp;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.StartLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What rebalancing is configured with, by the values it is shipped with, and the timers of it that have run out. */
final class Policies {
    static final String TIER = "tier";
    private static final Duration SUSTAINED = Duration.ofMinutes(10);
    private static final long GIB = 1L << 30;

    private final List<Object> facts = new ArrayList<>(List.of(
            new MemoryPolicy(85, 80, SUSTAINED, 95, 90, Duration.ofSeconds(45), 2 * GIB, GIB),
            new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(5), 4,
                    2, false),
            new SpreadRepair(), new StartLimit(Duration.ofSeconds(60)), new NodeTiers(TIER)));

    List<Object> facts() {
        return List.copyOf(facts);
    }

    void stable(String node) {
        facts.add(new Elapsed("node up", new NodeUp(node)));
    }

    void pressed(String node) {
        facts.add(new Elapsed("memory pressure", node));
    }

    void burdened(String service, String node) {
        facts.add(new Elapsed("burdened", new Burden(service, node, SUSTAINED)));
    }

    void runsOut(String node) {
        facts.add(new Elapsed("memory runs out", node));
        facts.add(new Elapsed("running out", new NodeRunningOutOfMemory(node)));
    }

    void stuck(String task) {
        facts.add(new Elapsed("starting", task));
    }

    void apart(String group, String service) {
        facts.add(new KeptApart(service, group));
    }
}
