package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules are exchanged between two cycles, and nothing else is. */
class ReplacedRulesTest {
    private static final MemoryPolicy MEMORY = new MemoryPolicy(
            85, 80, Duration.ofMinutes(10), 95, 90, Duration.ofSeconds(45), 0, 0);
    private static final Rebalancing CALM = new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), 4, 1, false);

    private final VirtualClock clock = new VirtualClock();
    private final InMemorySwarm swarm = new InMemorySwarm(clock, new Cluster().node("n1").node("n2").service("db")
            .service("web").service("wiki").running("db", "n1").running("web", "n1").running("wiki", "n1")
            .with(MEMORY, CALM));
    private final VirtualLoop loop = VirtualLoop.of(clock, swarm);

    @BeforeEach
    void pressure() {
        swarm.weigh("db", 30);
        swarm.weigh("web", 10);
        swarm.weigh("wiki", 10);
        swarm.fill("n1", 20);
        swarm.fill("n2", 20);
        loop.pass(Duration.ofMinutes(6));
        swarm.fill("n1", 36);
        loop.pass(Duration.ofMinutes(9));
    }

    private void replace(RuleBook rules, Map<String, Collection<Object>> known) {
        WorkingMemory fresh = new WorkingMemory(rules, EngineListener.NOOP);
        known.forEach(fresh::replace);
        fresh.conclude();
        loop.cycle.adopt(fresh);
    }

    @Test
    void timersGoOn() {
        replace(RuleVerifier.pack(), loop.cycle.known());
        loop.pass(Duration.ofSeconds(50));
        assertThat(swarm.done()).isEmpty();

        loop.pass(Duration.ofMinutes(3));
        assertThat(swarm.done()).hasSize(1);
    }

    @Test
    void nextLookDecidesTheSame() {
        DecisionRecord before = loop.look();
        replace(RuleVerifier.pack(), loop.cycle.known());
        DecisionRecord after = loop.look();

        assertThat(after.facts()).isEqualTo(before.facts());
        assertThat(after.conditions()).isEqualTo(before.conditions());
        assertThat(after.plan()).isEqualTo(before.plan());
    }

    @Test
    void whatHappenedWhileTheyWerePreparedIsNotMissed() {
        Map<String, Collection<Object>> known = loop.cycle.known();
        loop.pass(Duration.ofMinutes(1));
        swarm.fill("n1", 20);
        DecisionRecord before = loop.look();
        replace(RuleVerifier.pack(), known);

        assertThat(loop.look().conditions()).isEqualTo(before.conditions());
    }

    @Test
    void whatOnlyTheFormerRulesWishedIsWishedNoMore() {
        Set<String> rules = Set.of(wish().rule());
        replace(RuleVerifier.pack().without(rules), loop.cycle.known());
        DecisionRecord after = loop.look();

        assertThat(after.plan().vetoed()).noneMatch(refusal -> rules.contains(refusal.proposal().rule()));
        loop.pass(Duration.ofMinutes(10));
        assertThat(swarm.done()).isEmpty();
    }

    private Proposal wish() {
        return loop.last().plan().vetoed().get(0).proposal();
    }
}
