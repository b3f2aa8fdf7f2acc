package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;

import io.orcastra.facts.condition.NodeUp;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Set;

/** A swarm whose operator configured rebalancing, and wishes of no policy in particular. */
final class Rebalanced {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final MemoryPolicy MEMORY =
            new MemoryPolicy(85, 80, WINDOW, 95, 90, Duration.ofSeconds(45), 2L << 30, 1L << 30);
    static final Rebalancing CALM = new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), 4, 5, false);
    static final Elapsed PRESSED = new Elapsed("memory pressure", id("n1"));
    static final Elapsed SHORT = new Elapsed("memory runs out", id("n1"));

    private Rebalanced() {
    }

    static Cluster swarm() {
        return new Cluster().node("n1").node("n2").with(MEMORY, CALM);
    }

    /** The node has been up for as long as it takes. */
    static Elapsed stable(String node) {
        return new Elapsed("node up", new NodeUp(id(node)));
    }

    static Relocate move(Relocate.Goal goal) {
        return new Relocate(id("web"), id("n1"), Set.of(), 1, goal, 3);
    }

    static Proposal wish(Relocate.Goal goal) {
        return new Proposal("ORC-TST-201", move(goal), "cause", "a test wishes it");
    }
}
