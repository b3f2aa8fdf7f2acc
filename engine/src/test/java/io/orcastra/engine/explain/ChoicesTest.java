package io.orcastra.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plan expects, beside what came of it. */
class ChoicesTest {

    /** One replica of the API on each of these nodes, in the order of its slots. */
    private static Picture picture(String... nodes) {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").node("n4").service("api");
        Stream.of(nodes).forEach(node -> cluster.running("api", node));
        return Picture.of(cluster.facts());
    }

    /** A move of so many tasks to n3 and n4; by task, the node it is expected on. */
    private static PlannedAction move(int tasks, Map<String, String> expected) {
        return new PlannedAction(new Proposal("ORC-X-201", new MoveService("api-id", Set.of("n3-id", "n4-id"), tasks), "x", "x"),
                expected.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> Cluster.id(one.getValue()))),
                expected.size());
    }

    private static List<String> caveats(PlannedAction planned, Picture before, Picture after) {
        return new Choices(planned, before, after).caveats();
    }

    @Test
    void whatCameAsExpectedIsNoChoice() {
        assertThat(caveats(move(0, Map.of("api.1", "n3", "api.2", "n4")), picture("n1", "n2"), picture("n3", "n4"))).isEmpty();
    }

    @Test
    void anotherNodeThatSuitsAlikeIsNamed() {
        assertThat(caveats(move(0, Map.of("api.1", "n3")), picture("n1"), picture("n4")))
                .containsExactly("Swarm may send api-id to n4-id instead: several nodes suit it alike.");
    }

    @Test
    void aNodeThatWasExpectedIsNoOtherNode() {
        assertThat(caveats(move(0, Map.of("api.1", "n3", "api.2", "n3")), picture("n1", "n2"), picture("n3", "n4")))
                .containsExactly("Swarm may send api-id to n4-id instead: several nodes suit it alike.");
        assertThat(caveats(move(0, Map.of("api.1", "n3", "api.2", "n4")), picture("n1", "n2"), picture("n3", "n3")))
                .containsExactly("Swarm may put more tasks of api-id on n3-id than expected: several nodes suit them alike.");
    }

    @Test
    void theSameNodesTheOtherWayRoundAreNoOtherNodes() {
        assertThat(caveats(move(0, Map.of("api.1", "n3", "api.2", "n4")), picture("n1", "n2"), picture("n4", "n3")))
                .containsExactly("Which of the tasks of api-id goes to which of the nodes is Swarm's choice.");
    }

    @Test
    void whatWasUndoneIsNotCalledAChoice() {
        assertThat(caveats(move(0, Map.of("api.1", "n3")), picture("n1"), picture("n1"))).isEmpty();
    }

    @Test
    void ofSomeTasksThoseBesideThemMayGoInstead() {
        Picture before = picture("n1", "n1", "n1", "n2", "n3");

        assertThat(caveats(move(1, Map.of("api.2", "n4")), before, picture("n1", "n4", "n1", "n2", "n3")))
                .containsExactly("Swarm may replace api.1 or api.3 instead: which of the tasks goes is its choice.");
    }

    @Test
    void whereAllTasksGoNoneGoesInstead() {
        assertThat(caveats(move(2, Map.of("api.1", "n3", "api.2", "n4")), picture("n1", "n1"), picture("n3", "n4"))).isEmpty();
    }
}
