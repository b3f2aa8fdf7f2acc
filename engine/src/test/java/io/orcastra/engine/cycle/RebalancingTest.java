package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory pressure, the rules' patience and the planner's choice together, in virtual time. */
class RebalancingTest {
    private static final MemoryPolicy MEMORY = new MemoryPolicy(
            85, 80, Duration.ofMinutes(10), 95, 90, Duration.ofSeconds(45), 0, 0);
    private static final Rebalancing CALM = new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), 4, 1, false);

    private final VirtualClock clock = new VirtualClock();
    private InMemorySwarm swarm;
    private VirtualLoop loop;

    /** The database takes 30 % of its node, the web that may follow it and the wiki 10 % each. */
    @BeforeEach
    void swarm() {
        start(new Cluster().node("n1").node("n2").service("db").service("web").service("wiki").running("db", "n1")
                .running("web", "n1").running("wiki", "n1").with(MEMORY, CALM));
    }

    private void start(Cluster cluster) {
        swarm = new InMemorySwarm(clock, cluster);
        swarm.weigh("db", 30);
        swarm.weigh("web", 10);
        swarm.weigh("wiki", 10);
        swarm.fill("n1", 20);
        swarm.fill("n2", 20);
        loop = VirtualLoop.of(clock, swarm);
        loop.pass(Duration.ofMinutes(6));                               // until all nodes are stable
    }

    @Test
    void pressureThatLastsIsRelievedByOneMoveAndThenThereIsQuiet() {
        swarm.fill("n1", 36);
        loop.pass(Duration.ofMinutes(9));
        assertThat(swarm.done()).isEmpty();
        assertThat(loop.last().plan().vetoed()).isNotEmpty();

        loop.pass(Duration.ofMinutes(4));
        assertThat(swarm.done()).hasSize(1).allMatch(move -> move.endsWith("to n2"));

        loop.pass(Duration.ofHours(1));
        assertThat(swarm.done()).hasSize(1);
    }

    @Test
    void memoryThatFlapsAroundTheThresholdIsOnePressure() {
        for (int minute = 0; minute < 120; minute += 2) {
            swarm.fill("n1", minute % 4 == 0 ? 36 : 32);                // 86 and 82 percent in use
            loop.pass(Duration.ofMinutes(2));
        }
        assertThat(swarm.done()).hasSize(1);
    }

    @Test
    void pressureThatEndsEachTimeMovesNothing() {
        for (int minute = 0; minute < 120; minute += 10) {
            swarm.fill("n1", 40);
            loop.pass(Duration.ofMinutes(8));
            swarm.fill("n1", 20);
            loop.pass(Duration.ofMinutes(2));
        }
        assertThat(swarm.done()).isEmpty();
    }

    @Test
    void anEmergencyDoesNotWaitForTenMinutes() {
        swarm.fill("n1", 47);
        loop.pass(Duration.ofMinutes(3));

        assertThat(swarm.done()).isNotEmpty().allMatch(move -> move.endsWith("to n2"));
    }

    @Test
    void aChangeOfLeaderMakesNobodyForgetWhatWasMoved() {
        swarm.fill("n1", 47);
        loop.pass(Duration.ofMinutes(3));
        assertThat(loop.last().facts()).hasAtLeastOneElementOfType(Relocated.class);

        swarm.status("n1", NodeStatus.UNKNOWN);
        swarm.status("n2", NodeStatus.UNKNOWN);
        loop.look();
        swarm.revive("n1");
        swarm.revive("n2");
        loop.pass(Duration.ofMinutes(1));
        assertThat(loop.last().facts()).hasAtLeastOneElementOfType(Relocated.class);

        swarm.kill("n2");
        loop.look();
        assertThat(loop.last().facts()).noneMatch(Relocated.class::isInstance);
    }

    private void follow() {
        start(new Cluster().node("n1").node("n2").service("db").service("web").running("db", "n1").running("web", "n1")
                .dependency("db", "web").anchor("db", "db").with(MEMORY, CALM));
    }

    @Test
    void aSetMovesAsOne() {
        follow();
        swarm.fill("n1", 46);
        loop.pass(Duration.ofMinutes(30));

        assertThat(swarm.nodesOf("db")).containsExactly("n2");
        assertThat(swarm.nodesOf("web")).containsExactly("n2");
        assertThat(swarm.done()).filteredOn(done -> done.startsWith("move ")).containsExactly("move db to n2", "move web to n2");
    }

    @Test
    void aSetOfWhichOneFollowsAtItsThirdAttemptStaysWhereItWent() {
        follow();
        swarm.refuseMovesOf("web", 2);
        swarm.fill("n1", 46);
        loop.pass(Duration.ofMinutes(50));

        assertThat(swarm.nodesOf("db")).containsExactly("n2");
        assertThat(swarm.nodesOf("web")).containsExactly("n2");
        assertThat(swarm.done()).filteredOn(done -> done.matches("(move|fail) .*"))
                .containsExactly("move db to n2", "fail web", "fail web", "move web to n2");
    }

    @Test
    void aSetOfWhichOneCannotFollowComesBackAndStays() {
        follow();
        swarm.refuseMovesOf("web");
        swarm.fill("n1", 46);
        loop.pass(Duration.ofMinutes(50));

        assertThat(swarm.nodesOf("db")).containsExactly("n1");
        assertThat(swarm.nodesOf("web")).containsExactly("n1");
        assertThat(swarm.done()).filteredOn(done -> done.matches("(move|fail) .*"))
                .containsExactly("move db to n2", "fail web", "fail web", "fail web", "move db to n1");
    }

    @Test
    void whatAMoveTookIsKnownToWhoeverActsNext() {
        InMemoryLedger ledger = new InMemoryLedger();
        loop = instance(ledger, "one");
        loop.pass(Duration.ofMinutes(6));
        swarm.fill("n1", 36);
        loop.pass(Duration.ofMinutes(13));
        assertThat(loop.last().background().moveSeconds()).hasSize(1);

        VirtualLoop next = instance(ledger, "two");
        next.look();
        assertThat(next.last().background().moveSeconds()).isEqualTo(loop.last().background().moveSeconds());
    }

    private VirtualLoop instance(InMemoryLedger ledger, String name) {
        return new VirtualLoop(clock, swarm, swarm, ledger, RuleVerifier.pack(), EngineSettings.DEFAULT, Set.of(), name);
    }
}
