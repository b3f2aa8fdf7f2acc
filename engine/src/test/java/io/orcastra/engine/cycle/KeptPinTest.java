package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was begun on a single writer stays as it is while the writer may run where its node was lost. */
class KeptPinTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordingExecutor executor = new RecordingExecutor(clock);
    private final ScriptedObserver observer = new ScriptedObserver("docker", clock).sees(swarm());

    /** Swarm gave the writer up on n2, which is down. */
    private static Set<Object> swarm(Object... more) {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2", NodeStatus.DOWN).service("db").service("web")
                .serviceLabel("db", "orchestration.single.writer", "true")
                .with(new LeftTask("old", Cluster.id("db"), Cluster.id("n2"))).with(more).facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        return facts;
    }

    private VirtualLoop afterAMoveThatWasLeft(String service, FencingMode mode) throws Exception {
        Lease dead = new Lease(ledger, clock, "dead", Duration.ofSeconds(20), Duration.ofSeconds(30));
        dead.tend(Map.of(), Cluster.id("n1"), true);
        new LedgerIntents(ledger, dead).begin(new Intent("i1", Cluster.id(service), "MoveService", "ORC-COL-201", "c",
                List.of("node.id==n2-id"), "", "", Instant.EPOCH));
        VirtualLoop loop = new VirtualLoop(clock, observer, executor, ledger, RuleVerifier.pack(), EngineSettings.DEFAULT,
                Set.of(new Fencing(mode)), "new");
        loop.pass(Duration.ofMinutes(2));
        return loop;
    }

    @Test
    void itIsNotTouchedUntilItsEndThereIsKnown() throws Exception {
        VirtualLoop loop = afterAMoveThatWasLeft("db", FencingMode.WAIT);
        assertThat(executor.recovered()).isEmpty();
        assertThat(loop.last().findings()).extracting(Finding::rule).contains("ORC-FNC-403");

        observer.sees(swarm(new StoppedTask("old", Cluster.id("n2"))));
        loop.look();

        assertThat(executor.recovered()).extracting(Intent::id).containsExactly("i1");
    }

    @Test
    void itIsNotTouchedEitherWhileNobodyKnowsWhichNodesAreLost() throws Exception {
        Set<Object> afterAChangeOfTheLeader = new HashSet<>(new Cluster().node("n1").node("n2", NodeStatus.UNKNOWN)
                .service("db").serviceLabel("db", "orchestration.single.writer", "true").running("db", "n2").facts());
        afterAChangeOfTheLeader.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        observer.sees(afterAChangeOfTheLeader);

        afterAMoveThatWasLeft("db", FencingMode.WAIT);

        assertThat(executor.recovered()).isEmpty();
    }

    @Test
    void withoutAFenceItIsUndoneAtOnce() throws Exception {
        afterAMoveThatWasLeft("db", FencingMode.OFF);

        assertThat(executor.recovered()).isNotEmpty();
    }

    @Test
    void thatOfAnotherServiceIsUndoneAtOnce() throws Exception {
        afterAMoveThatWasLeft("web", FencingMode.WAIT);

        assertThat(executor.recovered()).extracting(Intent::subject).containsOnly(Cluster.id("web"));
    }

    @Test
    void thoseWhoActAreToldWhichServicesAreFenced() throws Exception {
        afterAMoveThatWasLeft("web", FencingMode.SSH);

        assertThat(executor.fenced()).containsExactly(Cluster.id("db"));
    }
}
