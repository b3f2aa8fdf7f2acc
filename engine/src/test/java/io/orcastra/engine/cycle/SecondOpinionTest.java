package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a loop decided is decided again, anywhere, from the facts and the background of its record. */
class SecondOpinionTest {
    private static final MemoryPolicy MEMORY = new MemoryPolicy(
            85, 80, Duration.ofMinutes(10), 95, 90, Duration.ofSeconds(45), 0, 0);
    private static final Rebalancing CALM = new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), 4, 1, false);

    private final VirtualClock clock = new VirtualClock();
    private final InMemorySwarm swarm = new InMemorySwarm(clock, new Cluster().node("n1").node("n2").service("db")
            .service("web").service("wiki").service("api").running("db", "n1").running("web", "n1").running("wiki", "n1")
            .running("api", "n2").anchor("wiki", "wiki").dependency("wiki", "api")
            .with(MEMORY, CALM));
    private final VirtualLoop loop = VirtualLoop.of(clock, swarm);
    private final Evaluation evaluation = new Evaluation(RuleVerifier.pack(), new Budgets(1, 1, 1), EngineListener.NOOP);

    @Test
    void ofAMoveOfPressureThatLastsAndOfOneThatFlaps() {
        swarm.weigh("db", 30);
        swarm.weigh("web", 10);
        swarm.fill("n2", 20);
        for (int percent : new int[] {20, 50, 45, 44, 30}) {
            swarm.fill("n1", percent);
            loop.pass(Duration.ofMinutes(7));
        }
        assertThat(swarm.done()).anyMatch(done -> done.startsWith("move"));
        everyDecisionIsComeToAgain();
    }

    @Test
    void ofMovesThatFailServicesThatCrashAndNodesThatDie() {
        swarm.refuseMovesOf("api");
        loop.pass(Duration.ofMinutes(3));
        swarm.crash("web");
        loop.pass(Duration.ofSeconds(90));
        swarm.status("n2", NodeStatus.UNKNOWN);
        loop.pass(Duration.ofSeconds(40));
        swarm.kill("n2");
        loop.pass(Duration.ofMinutes(2));
        swarm.revive("n2");
        loop.pass(Duration.ofMinutes(2));
        everyDecisionIsComeToAgain();
    }

    private void everyDecisionIsComeToAgain() {
        assertThat(loop.records).hasSizeGreaterThan(20).anyMatch(one -> !one.background().timers().isEmpty());
        for (int i = 0; i < loop.records.size(); i += i % 10 == 0 ? 1 : 3) {
            DecisionRecord decided = loop.records.get(i);
            DecisionRecord again = evaluation.evaluate(decided.facts(), decided.background(), decided.at());

            assertThat(again.facts()).as("cycle " + decided.cycle()).isEqualTo(decided.facts());
            assertThat(again.conditions()).isEqualTo(decided.conditions());
            assertThat(again.findings()).isEqualTo(decided.findings());
            assertThat(again.plan()).isEqualTo(decided.plan());
        }
    }
}
