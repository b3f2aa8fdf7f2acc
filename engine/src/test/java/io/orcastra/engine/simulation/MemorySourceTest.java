package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.ObserverContract;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemorySourceTest extends ObserverContract {
    private final SimulatedSwarm swarm = SimulatedSwarm.of(
            new Cluster().node("n1").node("n2").service("web").running("web", "n1").facts(), 1, VirtualClock.START);

    @Override
    protected Observer observer() {
        return swarm.observers("n1").get(1);
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).filteredOn(NodeMemory.class::isInstance).hasSize(2);
        assertThat(facts).filteredOn(TaskMemory.class::isInstance).hasSize(1);
        assertThat(facts).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(value = ExporterState.class, names = {"HANGING", "GARBAGE", "STALE"})
    void anExporterThatTellsNothingTrueMakesItsNodeUnknownAndNoOther(ExporterState state) throws Exception {
        swarm.exporter("n1", state);
        swarm.advance(Duration.ofMinutes(2));

        Set<Object> facts = observer().observe().facts();

        assertThat(facts).filteredOn(MemoryUnknown.class::isInstance)
                .extracting(fact -> ((MemoryUnknown) fact).nodeId()).containsExactly(Cluster.id("n1"));
        assertThat(facts).filteredOn(NodeMemory.class::isInstance)
                .extracting(fact -> ((NodeMemory) fact).nodeId()).containsExactly(Cluster.id("n2"));
    }

    /** In steps that double; else each look would have something new to tell. */
    @Test
    void aSampleThatGrowsOldIsToldCoarsely() throws Exception {
        Set<String> told = new LinkedHashSet<>();
        swarm.exporter("n1", ExporterState.STALE);

        for (int i = 0; i < 60; i++) {
            swarm.advance(Duration.ofSeconds(15));
            observer().observe().facts().stream().filter(MemoryUnknown.class::isInstance)
                    .forEach(fact -> told.add(((MemoryUnknown) fact).reason()));
        }

        assertThat(told).containsExactly("its last sample is older than 60 s", "its last sample is older than 120 s",
                "its last sample is older than 240 s", "its last sample is older than 480 s");
    }
}
