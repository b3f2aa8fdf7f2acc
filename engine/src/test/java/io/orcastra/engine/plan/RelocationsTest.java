package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelocationsTest {

    private static Memories three() {
        return new Memories().node("n1", 92).node("n2", 60).node("n3", 40);
    }

    static MoveService move(String service, String... home) {
        return move(service, 0, home);
    }

    static MoveService move(String service, int tasks, String... home) {
        return new MoveService(Cluster.id(service), Set.copyOf(Stream.of(home).map(Cluster::id).toList()), tasks);
    }

    static List<Object> moves(Plan plan) {
        return plan.execute().stream().map(one -> (Object) one.proposal().action()).toList();
    }

    static Veto only(List<Refusal> refusals) {
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).vetoes()).hasSize(1);
        return refusals.get(0).vetoes().get(0);
    }

    static void assertRefused(Plan plan, String rule, String reason) {
        assertThat(plan.execute()).isEmpty();
        Veto veto = only(plan.vetoed());
        assertThat(veto.reason()).isEqualTo(reason);
        assertThat(veto.rule()).isEqualTo(rule);
    }

    @Test
    void theTargetIsTheNodeThatLeavesTheWorstBestOff() {
        Plan plan = three().alone("api", "n1", 15).relieve("n1", "api").plan();

        assertThat(plan.execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("api", "n3"));
            assertThat(planned.targets()).containsExactly(Map.entry("api.1", Cluster.id("n3")));
            assertThat(planned.expectedRestarts()).isEqualTo(1);
            assertThat(planned.proposal().rule()).isEqualTo("ORC-TST-201");
            assertThat(planned.proposal().cause()).isEqualTo("cause");
            assertThat(planned.proposal().reason()).isEqualTo(
                    "n1 should be left, and n3 would be best off with it, at 55 % (n1 from 92 % to 77 %)");
        });
    }

    @Test
    void onlyAsManyMovesAsRelieveTheNodeAreGranted() {
        Plan plan = three().alone("api", "n1", 6).alone("db", "n1", 14).alone("web", "n1", 7)
                .relieve("n1", "api", "db", "web").plan();

        assertThat(moves(plan)).containsExactly(move("db", "n3"));
        assertThat(plan.vetoed()).hasSize(2).allSatisfy(refusal -> {
            assertThat(refusal.vetoes().get(0).rule()).isEqualTo("ORC-PLN-025");
            assertThat(refusal.vetoes().get(0).reason()).isEqualTo("moving db is enough: n1 would be at 78 %");
        });
    }

    @Test
    void severalMovesAreFoundTogether() {
        Plan plan = new Memories().node("n1", 95).node("n2", 62).node("n3", 70)
                .alone("big", "n1", 30).alone("mid", "n1", 8).alone("small", "n1", 9).relieve("n1", "big", "mid", "small").plan();

        assertThat(moves(plan)).as("big fits nowhere, the two others fit one on each or both on n2")
                .containsExactlyInAnyOrder(move("small", "n2"), move("mid", "n3"));
    }

    @Test
    void nodesUnderPressureAreRelievedTogether() {
        Plan plan = new Memories().node("n1", 90).node("n2", 95).node("n3", 50).node("n4", 63)
                .alone("one", "n1", 15).alone("two", "n2", 20).relieve("n1", "one").relieve("n2", "two").plan();

        assertThat(moves(plan)).containsExactlyInAnyOrder(move("one", "n4"), move("two", "n3"));
    }

    @Test
    void aNodeThatCannotBeRelievedIsRelievedAsFarAsItCan() {
        Plan plan = three().alone("api", "n1", 5).relieve("n1", "api").plan();

        assertThat(moves(plan)).containsExactly(move("api", "n3"));
    }

    @Test
    void aTargetThatWouldBeUnderPressureIsNone() {
        assertRefused(new Memories().node("n1", 92).node("n2", 70).alone("api", "n1", 15).relieve("n1", "api").plan(),
                "ORC-PLN-023", "no node would be better off: n2 would be at 85 % (at most 80 %)");
    }

    @Test
    void theBoundaryOfTheTargetIsItsOwnReliefLine() {
        assertThat(moves(new Memories().node("n1", 92).node("n2", 65).alone("api", "n1", 15).relieve("n1", "api").plan()))
                .containsExactly(move("api", "n2"));
        assertRefused(new Memories().node("n1", 92).node("n2", 66).alone("api", "n1", 15).relieve("n1", "api").plan(),
                "ORC-PLN-023", "no node would be better off: n2 would be at 81 % (at most 80 %)");
    }

    @Test
    void theBufferStaysFreeOnTheTarget() {
        RelocationPolicy policy = new RelocationPolicy(85, 80, 25 * Memories.HUNDREDTH, 0, Map.of(), 1, 5);

        assertRefused(new Memories().policy(policy).node("n1", 92).node("n2", 65).alone("api", "n1", 15)
                .relieve("n1", "api").plan(), "ORC-PLN-023", "no node would be better off: n2 would be at 80 % (at most 75 %)");
    }

    @Test
    void unknownMemoryIsNeitherSourceNorTarget() {
        assertRefused(new Memories().node("n1", 92).unknown("n2").alone("api", "n1", 15).relieve("n1", "api").plan(),
                "ORC-PLN-023", "no node would be better off: n2 has unknown memory: its exporter did not answer within 5 s");
        assertRefused(new Memories().unknown("n1").node("n2", 20).alone("api", "n1", 15).relieve("n1", "api").plan(),
                "ORC-PLN-021", "the memory of n1 is not known: its exporter did not answer within 5 s");
        Memories unmeasured = three();
        unmeasured.cluster.service("api").running("api", "n1");
        assertRefused(unmeasured.relieve("n1", "api").plan(), "ORC-PLN-021", "nothing measured the memory of api on n1");
    }

    @Test
    void nodesOfOneMachineShareItsMemory() {
        Memories shared = new Memories().node("n1", "big", 92).node("n2", "big", 92).alone("api", "n1", 15)
                .alone("web", "n2", 14).relieve("n1", "api").relieve("n2", "web");

        Plan nowhere = shared.plan();
        assertThat(nowhere.vetoed()).hasSize(2).allSatisfy(refusal ->
                assertThat(refusal.vetoes().get(0).reason()).endsWith("is on the same machine"));
        assertThat(moves(shared.node("n3", 40).plan())).as("one move relieves the machine, and so both").hasSize(1);
    }

    @Test
    void ofEqualRestartsTheCheaperServiceGoes() {
        Memories memories = three().alone("slow", "n1", 15).alone("swift", "n1", 14).relieve("n1", "slow", "swift");

        assertThat(moves(memories.plan())).as("alike so far, the larger one").containsExactly(move("slow", "n3"));
        assertThat(moves(memories.costs("slow", 75).plan())).containsExactly(move("swift", "n3"));
    }

    @Test
    void aGainThatIsNotWorthTheRestartIsNone() {
        Memories memories = three().alone("api", "n1", 2).costs("api", 60).relieve("n1", "api");

        assertThat(moves(memories.plan())).containsExactly(move("api", "n3"));
        assertRefused(memories.costs("api", 61).plan(), "ORC-PLN-024",
                "it is not worth the restart: n2 would make it better by 2 points, 2 points are wanted for 61 s of moving; "
                        + "n3 would make it better by 2 points, 2 points are wanted for 61 s of moving");
    }

    @Test
    void theDifferenceIsThatOfTheServiceWhereItHasItsOwn() {
        RelocationPolicy policy = new RelocationPolicy(85, 80, 0, 52 * Memories.HUNDREDTH,
                Map.of(Cluster.id("api"), new RelocationPolicy.Own(0, 60 * Memories.HUNDREDTH)), 1, 5);
        Memories memories = new Memories().policy(policy).node("n1", 92).node("n2", 40).alone("api", "n1", 15).alone("web", "n1", 15);

        assertRefused(memories.relieve("n1", "api").plan(), "ORC-PLN-023",
                "no node would be better off: n2 has 52 GiB more free, 60 GiB are wanted");
        assertThat(moves(memories.relieve("n1", "web").plan())).containsExactly(move("web", "n2"));
    }

    @Test
    void wishesBeyondThePriorityAreShownOnly() {
        RelocationPolicy policy = new RelocationPolicy(85, 80, 0, 0, Map.of(), 1, 3);

        assertRefused(three().policy(policy).alone("api", "n1", 15).wish(Goal.RELIEVE_MEMORY, "api", "n1", 0, 4).plan(),
                "ORC-PLN-020", "its priority is 4, up to 3 is carried out");
    }

    @Test
    void anEmergencyMayBeginMoreThanAnOrdinaryCycle() {
        Memories memories = three().budgets(new Budgets(1, 9, 20)).alone("a", "n1", 7).alone("b", "n1", 7);

        assertThat(moves(memories.relieve("n1", "a", "b").plan())).hasSize(1);
        assertThat(only(memories.plan().deferred()).rule()).isEqualTo("ORC-PLN-004");
        Memories urgent = three().budgets(new Budgets(1, 9, 20)).alone("a", "n1", 7).alone("b", "n1", 7)
                .wish(Goal.AVERT_EXHAUSTION, "a", "n1", 0, 1).wish(Goal.AVERT_EXHAUSTION, "b", "n1", 0, 1);
        assertThat(moves(urgent.plan())).hasSize(2);
    }

    @Test
    void anEmergencyNeverExceedsWhatMayGoTowardsANode() {
        Memories urgent = new Memories().node("n1", 98).node("n2", 20).budgets(new Budgets(5, 1, 20))
                .alone("a", "n1", 10).alone("b", "n1", 10)
                .wish(Goal.AVERT_EXHAUSTION, "a", "n1", 0, 1).wish(Goal.AVERT_EXHAUSTION, "b", "n1", 0, 1);

        assertThat(moves(urgent.plan())).hasSize(1);
        assertThat(only(urgent.plan().deferred()).rule()).isEqualTo("ORC-PLN-005");
    }

    @Test
    void whereMemoryRunsOutSoonOneMoveIsMadeBelowTheThresholdToo() {
        assertThat(moves(new Memories().node("n1", 70).node("n2", 20).alone("a", "n1", 10)
                .wish(Goal.AVERT_EXHAUSTION, "a", "n1", 0, 1).plan())).containsExactly(move("a", "n2"));
        assertRefused(new Memories().node("n1", 70).node("n2", 20).alone("a", "n1", 10).relieve("n1", "a").plan(),
                "ORC-PLN-025", "n1 is at 70 % already");
    }

    @Test
    void theRoomOfSwarmKitCounts() {
        Memories memories = new Memories().node("n1", 92).node("n2", 60).node("n3", 40);
        memories.cluster.service("api", words -> words.hostPorts("80/tcp")).service("proxy", words -> words.hostPorts("80/tcp"));
        memories.running("api", "n1", 15).running("proxy", "n3", 1);

        assertThat(moves(memories.relieve("n1", "api").plan())).containsExactly(move("api", "n2"));
    }

    @Test
    void whereAnImageCouldNotBeHadNothingIsSent() {
        Memories memories = three().alone("api", "n1", 15).relieve("n1", "api");
        memories.cluster.with(new RefusedPull(
                Cluster.id("api"), "registry.example/app:1@sha256:1", Cluster.id("n3"), "denied", Memories.NOW));

        assertThat(moves(memories.plan())).containsExactly(move("api", "n2"));
    }

    @Test
    void anImageThatCouldNotBeHadSaysNothingOfTheNextOne() {
        Memories memories = three().alone("api", "n1", 15).relieve("n1", "api");
        memories.cluster.with(new RefusedPull(Cluster.id("api"), "older:1", Cluster.id("n3"), "denied", Memories.NOW));

        assertThat(moves(memories.plan())).containsExactly(move("api", "n3"));
    }

    @Test
    void whereARuleForbidsItNothingIsSent() {
        assertThat(moves(three().alone("api", "n1", 15).relieve("n1", "api").forbid("n3", "it is a manager").plan()))
                .containsExactly(move("api", "n2"));
        assertRefused(new Memories().node("n1", 92).node("n3", 20).alone("api", "n1", 15).relieve("n1", "api")
                .forbid("n3", "it is a manager").plan(), "ORC-PLN-023",
                "no node would be better off: n3 is no target, for it is a manager (ORC-TST-301)");
    }

    @Test
    void whatComesBackIsNotWeighed() {
        assertThat(moves(new Memories().node("n1", 20).node("n2", 95).alone("db", "n1", 5)
                .wish(Goal.BRING_BACK, "db", "n1", 0, 1, "n2").plan())).containsExactly(move("db", "n2"));
    }

    @Test
    void anAnchorIsNotBroughtBackToWhereNotAllThatFollowsItHasRoom() {
        assertThat(moves(broughtBack(2).plan())).containsExactly(move("db", "n2"));
        assertRefused(broughtBack(1).plan(), "ORC-PLN-023",
                "no node would be better off: n2 has 1 of at most 1 replicas per node, for web that follows");
    }

    /** A dependent whose second task is not even on the node that the anchor would leave. */
    private static Memories broughtBack(int maxReplicasPerNode) {
        Memories memories = new Memories().node("n1", 20).node("n2", 20).node("n3", 20).alone("db", "n1", 5);
        memories.cluster.service("web", words -> words.replicas(2).maxReplicasPerNode(maxReplicasPerNode));
        return memories.running("web", "n1", 5).running("web", "n3", 5).follows("web", "db")
                .wish(Goal.BRING_BACK, "db", "n1", 0, 1, "n2");
    }

    @Test
    void aTaskWithoutANodeIsSwarmsToPlace() {
        Memories memories = new Memories().node("n1", 40);
        memories.cluster.service("api").constraint("api", "node.labels.ssd", "true").task("api", "", TaskState.PENDING);
        Proposal wish = new Proposal("ORC-TST-201",
                new Relocate(Cluster.id("api"), "", Set.of(), 0, Goal.UNSTICK, 2), "cause", "it is pending");

        assertRefused(memories.wish(wish).plan(), "ORC-PLN-001",
                "no node can take api: n1 does not satisfy node.labels.ssd==true");
        memories.cluster.label("n1", "ssd", "true");
        assertRefused(memories.plan(), "ORC-PLN-011", "n1 can take api, and Swarm will place it by itself");
    }

    @Test
    void theSettingsOfTheOperatorCount() {
        Cluster cluster = new Cluster().service("shop_db").service("api").with(
                new MemoryPolicy(90, 70, Duration.ZERO, 95, 90, Duration.ZERO, 5, 6),
                new Rebalancing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 3, 2.5, true),
                new ServiceRebalancing("db", Duration.ZERO, Duration.ZERO, 7, 8));

        assertThat(RelocationPolicy.of(cluster.facts())).isEqualTo(new RelocationPolicy(90, 70, 6, 5,
                Map.of(Cluster.id("shop_db"), new RelocationPolicy.Own(8, 7)), 2.5, 3));
    }

    @Test
    void tasksOnOtherNodesStay() {
        Plan plan = new Memories().node("n1", 92).node("n2", 30).node("n3", 40).service("api")
                .running("api", "n1", 15).running("api", "n2", 15).relieve("n1", "api").plan();

        assertThat(moves(plan)).as("Swarm takes n3, which has no task of it yet").containsExactly(move("api", "n2", "n3"));
    }

    @Test
    void replicasThatSitTogetherAreSpreadOneAtATime() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30).node("n3", 20);
        memories.cluster.service("api", words -> words.replicas(3));
        memories.running("api", "n1", 5).running("api", "n1", 5).running("api", "n2", 5)
                .wish(Goal.SPREAD, "api", "n1", 1, 3);

        assertThat(memories.plan().execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).isEqualTo(move("api", 1, "n2", "n3"));
            assertThat(planned.expectedRestarts()).isEqualTo(1);
            assertThat(planned.proposal().reason()).isEqualTo(
                    "n1 should be left, and n3 has none of its tasks, at 25 % of its memory");
        });
    }

    @Test
    void spreadingNeedsAnEmptierNode() {
        Memories memories = new Memories().node("n1", 40).node("n2", 30);
        memories.cluster.service("api", words -> words.replicas(3));

        assertRefused(memories.running("api", "n1", 5).running("api", "n1", 5).running("api", "n2", 5)
                .wish(Goal.SPREAD, "api", "n1", 1, 3).plan(),
                "ORC-PLN-023", "no node would be better off: n2 has 1 of its tasks already");
    }

    @Test
    void aPreferenceStaysWithinItsNodes() {
        Memories memories = three().alone("api", "n1", 15);

        assertThat(moves(memories.wish(Goal.PREFERENCE, "api", "n1", 0, 3, "n2").plan())).containsExactly(move("api", "n2"));
    }

    @Test
    void whatIsStuckGoesWhereThereIsRoom() {
        Memories memories = new Memories().node("n1", 40).unknown("n2");
        memories.cluster.service("api").task("api", "n1", TaskState.PREPARING);

        assertThat(moves(memories.wish(Goal.UNSTICK, "api", "n1", 0, 2).plan())).containsExactly(move("api", "n2"));
    }

    @Test
    void anAnchorGoesWhereAllThatFollowFindRoom() {
        Memories memories = new Memories().node("n1", 92).node("n2", 60).node("n3", 72)
                .alone("db", "n1", 5).alone("web", "n1", 10).anchor("db", "db").follows("web", "db");
        memories.cluster.constraint("web", "node.labels.db", "true");

        assertThat(memories.relieve("n1", "db").plan().execute()).singleElement().satisfies(planned -> {
            assertThat(planned.proposal().action()).as("n3 would be at 87 % with both").isEqualTo(move("db", "n2"));
            assertThat(planned.proposal().reason()).endsWith(
                    "n2 would be best off with it and with web that follows, at 75 % (n1 from 92 % to 77 %)");
        });
    }

    @Test
    void anAnchorIsNotMovedWhereAFollowerFindsNoRoom() {
        Memories memories = new Memories().node("n1", 92).node("n2", 40).alone("db", "n1", 5).anchor("db", "db")
                .follows("web", "db");
        memories.cluster.service("web", words -> words.hostPorts("80/tcp")).service("other", words -> words.hostPorts("80/tcp"));
        memories.running("web", "n1", 10).running("other", "n2", 1);

        assertRefused(memories.relieve("n1", "db").plan(), "ORC-PLN-023",
                "no node would be better off: n2 has host port 80/tcp in use, for web that follows");
    }

    @Test
    void whatCannotBeMovedIsRefusedAtOnce() {
        Memories global = three();
        global.cluster.service("agent", words -> words.mode(ServiceMode.GLOBAL));
        assertRefused(global.running("agent", "n1", 5).relieve("n1", "agent").plan(), "ORC-PLN-027",
                "no task of agent could run anywhere else");
        assertRefused(three().alone("api", "n2", 5).relieve("n1", "api").plan(), "ORC-PLN-011", "no task of api runs on n1");
        assertRefused(three().relieve("n1", "gone").plan(), "ORC-PLN-010", Cluster.id("gone") + " is not there any more");
        Memories volume = three().alone("api", "n1", 15);
        volume.cluster.mount("api", MountType.CLUSTER, "csi");
        assertThat(only(volume.relieve("n1", "api").plan().vetoed()).rule()).isEqualTo("ORC-PLN-008");
        assertRefused(three().alone("api", "n1", 15).underWay("api").relieve("n1", "api").plan(), "ORC-PLN-009",
                "an action on it is under way");
    }

    @Test
    void aNodeThatIsDownIsNoTarget() {
        Memories memories = new Memories().node("n1", 92).alone("api", "n1", 15);
        memories.cluster.node("n2", NodeStatus.DOWN);

        assertRefused(memories.relieve("n1", "api").plan(), "ORC-PLN-023",
                "no node would be better off: n2 is down");
        assertRefused(new Memories().node("n1", 92).alone("api", "n1", 15).relieve("n1", "api").plan(), "ORC-PLN-023",
                "no node would be better off: there is no other node");
    }
}
