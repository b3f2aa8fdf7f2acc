package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a move whose target is cut off before the service runs there. */
class LostTargetTest {
    private final InMemoryIntents intents = new InMemoryIntents();
    private final SimulatedSwarm swarm = swarm();
    private final SimulatedActions actions = swarm.actions(intents);

    private static SimulatedSwarm swarm() {
        Set<Object> facts = new HashSet<>(new Cluster().node("n1").node("n2").service("web").running("web", "n1").facts());
        facts.add(SimulatedLoopTest.manager("m1"));
        Behaviour slow = Behaviour.DEFAULT.starting(Duration.ofSeconds(45), Duration.ofSeconds(1));
        return new SimulatedSwarm(new Scenario(VirtualClock.START, facts, Map.of(), Map.of(Cluster.id("web"), slow),
                List.of(new TimedFault(Duration.ofSeconds(15), new Fault.NodeCutOff("n2")),
                        new TimedFault(Duration.ofMinutes(15), new Fault.NodeBack("n2"))), SwarmTimes.DEFAULT), 7);
    }

    private Outcome move() {
        return actions.execute(new Proposal("ORC-TST-201", new MoveService(Cluster.id("web"), Set.of(Cluster.id("n2"))),
                "a test", "a test wants it"), Map.of());
    }

    private List<String> pins() {
        return swarm.census().services().get("web").constraints();
    }

    @Test
    void isUndoneAtOnce() {
        assertThat(move()).extracting(Outcome::result).isEqualTo(Result.FAILED);

        assertThat(pins()).isEmpty();
        assertThat(intents.open()).isEmpty();
    }

    /** As Swarm replaces a task that waits for a pin which is gone: it is placed by what it was created for. */
    @Test
    void canBeMovedThereOnceItIsBack() {
        move();
        swarm.advance(Duration.ofMinutes(20));
        assertThat(swarm.census().services().get("web").nodes()).containsExactly("n1");

        assertThat(move()).extracting(Outcome::result).isEqualTo(Result.SUCCEEDED);
        assertThat(swarm.census().services().get("web").nodes()).containsExactly("n2");
    }

    @Test
    void ofAFencedServiceItStaysUntilItIsRecovered() {
        actions.fence(Set.of(Cluster.id("web")));
        Outcome outcome = move();

        assertThat(outcome.message()).contains("the pin stays");
        swarm.advance(Duration.ofMinutes(10));
        assertThat(pins()).hasSize(1);
        assertThat(swarm.census().services().get("web").nodes()).as("no second copy").isEmpty();

        actions.recover(intents.open().get(0));

        assertThat(pins()).isEmpty();
        assertThat(intents.open()).isEmpty();
    }

    @Test
    void ofAnotherServiceThanTheFencedItIsUndone() {
        actions.fence(Set.of(Cluster.id("db")));
        move();

        assertThat(pins()).isEmpty();
    }
}
