package io.orcastra.engine.plan;

import static io.orcastra.engine.plan.RelocationsTest.move;
import static io.orcastra.engine.plan.RelocationsTest.moves;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A preference of a service of several replicas. */
class GatheringTest {

    /** Something else runs on n4, which prefers n4 last of all nodes with as many tasks of the service. */
    private static Memories scattered(int each) {
        Memories memories = new Memories().node("n1", 40).node("n2", 40).node("n3", 40).node("n4", 30);
        memories.alone("db", "n4", 5).cluster.service("web", words -> words.replicas(3));
        return memories.running("web", "n1", each).running("web", "n2", each).running("web", "n3", each);
    }

    private static Memories wishing(Memories memories, String[] nodes, String... among) {
        Stream.of(nodes).forEach(node -> memories.wish(Goal.PREFERENCE, "web", node, 0, 4, among));
        return memories;
    }

    private static String[] nodes(String... names) {
        return names;
    }

    @Test
    void allTasksGoThereInOneMove() {
        Plan plan = wishing(scattered(10), nodes("n1", "n2", "n3"), "n4").plan();

        assertThat(plan.execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("web", "n4"));
            assertThat(planned.targets()).hasSize(3).allSatisfy((task, node) -> assertThat(node).isEqualTo(Cluster.id("n4")));
            assertThat(planned.expectedRestarts()).isEqualTo(3);
            assertThat(planned.proposal().reason()).endsWith("n4 can take all 3 tasks of it, at 60 % of its memory");
        });
        assertThat(plan.vetoed()).isEmpty();
        assertThat(plan.deferred()).hasSize(2).allSatisfy(refusal -> assertThat(refusal.vetoes())
                .extracting(veto -> veto.rule()).containsExactly("ORC-PLN-003"));
    }

    @Test
    void theMemoryOfAllTasksCounts() {
        assertThat(moves(wishing(scattered(16), nodes("n1", "n2", "n3"), "n4").plan())).as("30 + 48 of at most 80")
                .containsExactly(move("web", "n4"));
        Plan plan = wishing(scattered(17), nodes("n1", "n2", "n3"), "n4").plan();

        assertThat(moves(plan)).as("one after the other, as far as Swarm's order allows")
                .containsExactly(move("web", "n2", "n3", "n4"));
    }

    @Test
    void whatRunsThereAlreadyStays() {
        Memories memories = new Memories().node("n1", 40).node("n2", 40).node("n3", 40).node("n4", 30);
        memories.alone("db", "n4", 5).cluster.service("web", words -> words.replicas(3));
        memories.running("web", "n4", 10).running("web", "n2", 10).running("web", "n3", 10);

        assertThat(wishing(memories, nodes("n2", "n3"), "n4").plan().execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("web", "n4"));
            assertThat(planned.targets()).hasSize(2);
        });
    }

    @Test
    void theyDoWhereThatTakesTwoMinutesAtMost() {
        assertThat(moves(wishing(scattered(10).costs("web", 40), nodes("n1", "n2", "n3"), "n4").plan()))
                .containsExactly(move("web", "n4"));
        assertThat(moves(wishing(scattered(10).costs("web", 40.1), nodes("n1", "n2", "n3"), "n4").plan()))
                .as("one after the other, as far as Swarm's order allows").containsExactly(move("web", "n2", "n3", "n4"));
    }

    @Test
    void whereItTakesLongerAndOneAloneWouldNotGetThereItIsTold() {
        Memories memories = new Memories().node("n1", 40).node("n2", 40).node("n4", 30).costs("web", 61);
        memories.alone("db", "n4", 5).cluster.service("web", words -> words.replicas(3));
        memories.running("web", "n4", 5).running("web", "n1", 5).running("web", "n2", 5);
        Plan plan = wishing(memories, nodes("n1", "n2"), "n4").plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(plan.vetoed()).hasSize(2).allSatisfy(refusal -> assertThat(refusal.vetoes()).singleElement().satisfies(veto -> {
            assertThat(veto.rule()).isEqualTo("ORC-PLN-023");
            assertThat(veto.reason()).isEqualTo(
                    "its 2 tasks could go there only together, which would take 122 s (at most 120 s)");
        }));
    }

    @Test
    void severalNodesShareThem() {
        Plan plan = wishing(scattered(30), nodes("n1", "n2"), "n3", "n4").plan();

        assertThat(plan.execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("web", "n3", "n4"));
            assertThat(planned.targets().values()).containsExactlyInAnyOrder(Cluster.id("n3"), Cluster.id("n4"));
            assertThat(planned.proposal().reason()).endsWith(
                    "n3 and n4 can take both tasks of it, at up to 70 % and 60 % of their memory");
        });
    }

    @Test
    void whoGetsTooMuchIsLeftOut() {
        Memories memories = new Memories().node("n1", 40).node("n2", 75).node("n3", 10);
        memories.cluster.service("web", words -> words.replicas(4));
        Stream.of(1, 2, 3, 4).forEach(slot -> memories.running("web", "n1", 4));

        assertThat(moves(wishing(memories, nodes("n1"), "n2", "n3").plan())).as("one would fit on n2, not two")
                .containsExactly(move("web", "n3"));
    }

    @Test
    void ofSeveralOnOneNodeAsManyGoAsFit() {
        Memories memories = new Memories().node("n1", 60).node("n2", 60);
        memories.cluster.service("web", words -> words.replicas(3));
        Stream.of(1, 2, 3).forEach(slot -> memories.running("web", "n1", 15));

        assertThat(moves(wishing(memories, nodes("n1"), "n2").plan())).containsExactly(move("web", 1, "n2"));
    }

    @Test
    void whereNotAllFitItIsTold() {
        Memories memories = new Memories().node("n1", 40).node("n2", 40).node("n4", 30);
        memories.alone("db", "n4", 5);
        memories.cluster.service("web", words -> words.replicas(3).maxReplicasPerNode(2));
        memories.running("web", "n4", 5);
        memories.running("web", "n1", 5).running("web", "n2", 5);
        Plan plan = wishing(memories, nodes("n1", "n2"), "n4").plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(plan.vetoed()).hasSize(2).allSatisfy(refusal -> assertThat(refusal.vetoes()).singleElement().satisfies(veto -> {
            assertThat(veto.rule()).isEqualTo("ORC-PLN-023");
            assertThat(veto.reason()).startsWith("not all of its 2 tasks can go there: n4 could take only 1 more task of web: then it ");
        }));
    }

    @Test
    void whatNoWishIsOpenForStaysAndSwarmMayPreferItsNode() {
        assertThat(moves(wishing(scattered(10), nodes("n2"), "n4").plan())).as("n4 has none of it yet")
                .containsExactly(move("web", "n1", "n3", "n4"));
        Plan plan = wishing(scattered(10), nodes("n2", "n3"), "n4").plan();

        assertThat(moves(plan)).as("the second one would go to n1").containsExactly(move("web", "n1", "n3", "n4"));
    }

    @Test
    void oneTaskAtATimeWhereTheWishSaysSo() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30);
        memories.cluster.service("web", words -> words.replicas(2));
        memories.running("web", "n1", 5).running("web", "n1", 5).wish(Goal.PREFERENCE, "web", "n1", 1, 4, "n2");

        assertThat(moves(memories.plan())).containsExactly(move("web", 1, "n2"));
    }
}
