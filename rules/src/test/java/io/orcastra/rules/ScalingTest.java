package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten times the swarm costs about ten times the work: no rule is quadratic. */
class ScalingTest {
    private static final int SMALL = 60;
    private static final int TIMES = 10;

    /** Linear is 10, quadratic 100; between them there is room for a cold cache. */
    private static final double AT_MOST = 35;

    @Test
    void tenTimesTheSwarmCostsTenTimesTheWork() {
        Cluster small = swarm(SMALL);
        Cluster large = swarm(SMALL * TIMES);
        IntStream.range(0, 3).forEach(warmUp -> cost(large));

        long once = IntStream.range(0, 5).mapToLong(run -> cost(small)).min().orElseThrow();
        long tenTimes = IntStream.range(0, 3).mapToLong(run -> cost(large)).min().orElseThrow();

        assertThat((double) tenTimes / once).as("%d ns against %d ns", tenTimes, once).isLessThan(AT_MOST);
    }

    /** CPU time of this thread in nanoseconds: neighbours do not count. */
    private static long cost(Cluster cluster) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(RuleVerifier.ofPack().given(cluster).proposals()).isNotEmpty();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    /** As many anchors, each with a dependent, on a fifth as many nodes; every tenth dependent is displaced. */
    private static Cluster swarm(int size) {
        var cluster = new Cluster();
        for (int node = 0; node < size / 5; node++) {
            cluster.node("n" + node).label("n" + node, "zone", "z" + node);
        }
        for (int pair = 0; pair < size; pair++) {
            String node = "n" + pair % (size / 5);
            String other = "n" + (pair + 1) % (size / 5);
            cluster.service("db" + pair).service("web" + pair).anchor("label" + pair, "db" + pair)
                    .dependency("db" + pair, "web" + pair, true).running("db" + pair, node)
                    .running("web" + pair, pair % 10 == 0 ? other : node).label(node, "label" + pair, "true")
                    .constraint("web" + pair, "node.labels.label" + pair, "true");
        }
        return cluster;
    }
}
