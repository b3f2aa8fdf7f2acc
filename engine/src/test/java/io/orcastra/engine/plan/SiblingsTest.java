package io.orcastra.engine.plan;

import static io.orcastra.engine.plan.RelocationsTest.assertRefused;
import static io.orcastra.engine.plan.RelocationsTest.move;
import static io.orcastra.engine.plan.RelocationsTest.moves;
import static io.orcastra.engine.plan.RelocationsTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiblingsTest {

    @Test
    void someOfSeveralTasksAreMovedOnlyWhereItIsSureWhich() {
        Memories pending = new Memories().node("n1", 40).node("n2", 30);
        pending.cluster.service("api", words -> words.replicas(3));
        pending.running("api", "n1", 5).running("api", "n1", 5);
        pending.cluster.task("api", "", TaskState.PENDING);
        assertRefused(pending.wish(Goal.SPREAD, "api", "n1", 1, 3).plan(), "ORC-PLN-026",
                "not all 3 replicas of api have a node, and Swarm might replace one that has none instead");

        Memories starting = new Memories().node("n1", 40).node("n2", 30);
        starting.cluster.service("api", words -> words.replicas(2)).task("api", "n1", TaskState.STARTING);
        assertRefused(starting.running("api", "n1", 5).wish(Goal.SPREAD, "api", "n1", 1, 3).plan(), "ORC-PLN-026",
                "not all of its tasks on n1 run, and Swarm might replace one that does not instead");

        Memories missing = new Memories().node("n1", 40).node("n2", 30);
        missing.cluster.service("api", words -> words.replicas(3));
        assertRefused(missing.running("api", "n1", 5).running("api", "n1", 5).wish(Goal.SPREAD, "api", "n1", 1, 3).plan(),
                "ORC-PLN-026", "not all 3 replicas of api have a node, and Swarm might replace one that has none instead");
    }

    @Test
    void aTaskThatStaysNeedNotRun() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30).node("n3", 20);
        memories.cluster.service("api", words -> words.replicas(3)).task("api", "n2", TaskState.STARTING);

        assertThat(moves(memories.running("api", "n1", 5).running("api", "n1", 5).wish(Goal.SPREAD, "api", "n1", 1, 3).plan()))
                .containsExactly(move("api", 1, "n2", "n3"));
    }

    @Test
    void whatIsStuckLeavesWithItsSiblingsOnTheNode() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30).node("n3", 20);
        memories.cluster.service("api", words -> words.replicas(3)).task("api", "n1", TaskState.STARTING);
        memories.running("api", "n1", 5).running("api", "n2", 5).wish(Goal.UNSTICK, "api", "n1", 1, 1);

        assertThat(memories.plan().execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("api", "n2", "n3"));
            assertThat(planned.expectedRestarts()).isEqualTo(2);
            assertThat(planned.proposal().reason()).isEqualTo("n1 should be left, and n3 can take it, at 25 % of its memory, "
                    + "together with the others there, for the order is Swarm's choice");
        });
    }

    @Test
    void whatIsStuckTakesTheOnlyRunningTaskAlongOnlyWhereThatIsReplacedFirst() {
        Memories memories = new Memories().node("n1", 40).node("n3", 20);
        memories.cluster.service("api", words -> words.replicas(2)).task("api", "n1", TaskState.STARTING);
        assertRefused(memories.running("api", "n1", 5).wish(Goal.UNSTICK, "api", "n1", 1, 1).plan(), "ORC-PLN-028",
                "the only task of api that runs is on n1 too, and Swarm might stop that one first");

        Memories startFirst = new Memories().node("n1", 40).node("n3", 20);
        startFirst.cluster.service("api", words -> words.replicas(2).updateOrder(UpdateOrder.START_FIRST))
                .task("api", "n1", TaskState.STARTING);
        assertThat(moves(startFirst.running("api", "n1", 5).wish(Goal.UNSTICK, "api", "n1", 1, 1).plan()))
                .containsExactly(move("api", "n3"));

        Memories allStuck = new Memories().node("n1", 40).node("n3", 20);
        allStuck.cluster.service("api", words -> words.replicas(2)).task("api", "n1", TaskState.STARTING)
                .task("api", "n1", TaskState.ASSIGNED);
        assertThat(moves(allStuck.wish(Goal.UNSTICK, "api", "n1", 1, 1).plan())).containsExactly(move("api", "n3"));
    }

    @Test
    void noSiblingGoesWhereARuleForbidsIt() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30).node("n3", 20);
        memories.cluster.service("api", words -> words.replicas(4)).task("api", "n1", TaskState.STARTING);
        memories.running("api", "n1", 5).running("api", "n1", 5).running("api", "n2", 5);

        assertThat(moves(memories.wish(Goal.UNSTICK, "api", "n1", 1, 1).plan())).containsExactly(move("api", "n2", "n3"));
        assertThat(only(memories.forbid("n2", "it is a manager").plan().vetoed()).reason())
                .contains("n3 would not be Swarm's choice, which is n2");
    }

    /** Swarm takes either: the target must have room for the one that is named, and the source is sure of the other only. */
    @Test
    void ofSeveralTasksThePlanNamesTheOneThatHelpsMost() {
        for (int[] sizes : new int[][] {{5, 14}, {14, 5}}) {
            Memories memories = new Memories().node("n1", 92).node("n2", 40);
            memories.cluster.service("api", words -> words.replicas(2));
            memories.running("api", "n1", sizes[0]).running("api", "n1", sizes[1]).wish(Goal.RELIEVE_MEMORY, "api", "n1", 1, 2);

            assertThat(memories.plan().execute()).singleElement().satisfies(planned -> {
                assertThat(planned.targets()).containsExactly(Map.entry(sizes[0] > sizes[1] ? "api.1" : "api.2", Cluster.id("n2")));
                assertThat(planned.proposal().reason()).isEqualTo("n1 should be left, and n2 would be best off with it,"
                        + " at up to 54 % (n1 from 92 % to at most 87 %)");
            });
        }
    }

    @Test
    void ofTasksOfOneSizeTheFirstSlotIsNamed() {
        Memories memories = new Memories().node("n1", 92).node("n2", 40);
        memories.cluster.service("api", words -> words.replicas(2));

        assertThat(memories.running("api", "n1", 9).running("api", "n1", 9).wish(Goal.RELIEVE_MEMORY, "api", "n1", 1, 2).plan()
                .execute()).singleElement().satisfies(planned -> assertThat(planned.targets()).containsOnlyKeys("api.1"));
    }

    @Test
    void whatTheNamedTaskMayLeaveBehindIsNotCalledEnough() {
        Memories memories = new Memories().node("n1", 92).node("n2", 40).budgets(new Budgets(1, 9, 20));
        memories.cluster.service("api", words -> words.replicas(2));
        memories.running("api", "n1", 5).running("api", "n1", 14).alone("db", "n1", 4)
                .wish(Goal.RELIEVE_MEMORY, "api", "n1", 1, 2).relieve("n1", "db");

        assertThat(moves(memories.plan())).as("the smaller task is more than db").containsExactly(move("api", 1, "n2"));
        assertThat(only(memories.plan().deferred()).rule()).isEqualTo("ORC-PLN-004");
    }
}
