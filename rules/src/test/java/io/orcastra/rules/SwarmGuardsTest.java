package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guards of the moment, held against wishes of no policy in particular. */
@ExtendWith(VerifierExtension.class)
class SwarmGuardsTest {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final Action RESTART = new RestartService(id("web"), Set.of(id("n1")));
    private static final Proposal WISH = wish(RESTART, "cause");

    private static Proposal wish(Action action, String cause) {
        return new Proposal("ORC-TST-201", action, cause, "a test wishes it");
    }

    private static Cluster web() {
        return new Cluster().service("web").with(WISH);
    }

    private static void vetoedOnly(RuleVerifier rules, String rule, Cluster cluster, Object fact, Instant until) {
        assertThat(rules.given(cluster, fact).of(Veto.class)).isNotEmpty().allSatisfy(veto -> {
            assertThat(veto.rule()).isEqualTo(rule);
            assertThat(veto.until()).isEqualTo(until);
            assertThat(veto.reason()).isNotBlank();
        });
    }

    @Test
    @Verifies(value = "ORC-GRD-301", as = POSITIVE)
    void aGrantedWishRests(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-301", web(), new Cooldown(id("web"), "cause", LATER), LATER);
    }

    @Test
    @Verifies(value = "ORC-GRD-301", as = NEGATIVE)
    void anotherSubjectDoesNotRest(RuleVerifier rules) {
        rules.given(web(), new Cooldown(id("db"), "cause", LATER)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-301", as = BOUNDARY)
    void aNewCauseIsActedUponAtOnce(RuleVerifier rules) {
        rules.given(web(), new Cooldown(id("web"), "cause", LATER));
        rules.given(web(), new Cooldown(id("web"), "another cause", LATER)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-302", as = POSITIVE)
    void aFailedWishWaits(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-302", web(), new Backoff(id("web"), "cause", 2, LATER), LATER);
    }

    @Test
    @Verifies(value = "ORC-GRD-302", as = NEGATIVE)
    void anotherSubjectDoesNotWait(RuleVerifier rules) {
        rules.given(web(), new Backoff(id("db"), "cause", 2, LATER)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-302", as = BOUNDARY)
    void aNewCauseDoesNotWait(RuleVerifier rules) {
        rules.given(web(), new Backoff(id("web"), "cause", 1, LATER));
        rules.given(web(), new Backoff(id("web"), "another cause", 1, LATER)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-303", as = POSITIVE)
    void oneActionAtATime(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-303", web(), new InFlight(id("web"), "move"), null);
    }

    @Test
    @Verifies(value = "ORC-GRD-303", as = NEGATIVE)
    void anActionElsewhereIsNoObstacle(RuleVerifier rules) {
        rules.given(web(), new InFlight(id("db"), "move")).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-303", as = BOUNDARY)
    void anActionOnTheSameNodeIsOne(RuleVerifier rules) {
        var label = new Cluster().with(wish(new SetNodeLabel(id("n1"), "k", "v"), "cause"));
        rules.given(label, new InFlight(id("n1"), "label"));
        rules.given(label, new InFlight(id("n2"), "label"));
    }

    @Test
    @Verifies(value = "ORC-GRD-304", as = POSITIVE)
    void onlyTheHolderOfTheLeaseActs(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-304", web(), new NoLease("n2"), null);
    }

    @Test
    @Verifies(value = "ORC-GRD-304", as = NEGATIVE)
    void theHolderActs(RuleVerifier rules) {
        rules.given(web()).approves();
    }

    @Test
    @Verifies(value = "ORC-GRD-304", as = BOUNDARY)
    void aHolderIsNamed(RuleVerifier rules) {
        rules.given(web(), new NoLease("n2")).vetoes("ORC-GRD-304", "n2");
        rules.given(web(), new NoLease("")).vetoes("ORC-GRD-305", "no instance");
    }

    @Test
    @Verifies(value = "ORC-GRD-305", as = POSITIVE)
    void nobodyActsWithoutALease(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-305", web(), new NoLease(""), null);
    }

    @Test
    @Verifies(value = "ORC-GRD-305", as = NEGATIVE)
    void withTheLeaseItActs(RuleVerifier rules) {
        rules.given(web()).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-305", as = BOUNDARY)
    void anotherHolderIsAnotherReason(RuleVerifier rules) {
        rules.given(web(), new NoLease(""));
        rules.given(web(), new NoLease("n2"));
    }

    @Test
    @Verifies(value = "ORC-GRD-306", as = POSITIVE)
    void nobodyActsInAnUnsettledSwarm(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-306", web(), new Unsettled("leader changed", LATER), LATER);
        vetoedOnly(rules, "ORC-GRD-306", web(), new Unsettled("node n2 is unknown", null), null);
    }

    @Test
    @Verifies(value = "ORC-GRD-306", as = NEGATIVE)
    void aSettledSwarmIsNoObstacle(RuleVerifier rules) {
        rules.given(web()).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-306", as = BOUNDARY)
    void labelsWaitForASettledSwarmToo(RuleVerifier rules) {
        var label = new Cluster().with(wish(new SetNodeLabel(id("n1"), "k", "v"), "cause"));
        rules.given(label);
        rules.given(label, new Unsettled("leader changed", LATER));
    }

    @Test
    @Verifies(value = "ORC-GRD-307", as = POSITIVE)
    void nobodyActsOnAnOldObservation(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-307", web(), new StaleObservation("docker", null, "timed out"), null);
    }

    @Test
    @Verifies(value = "ORC-GRD-307", as = NEGATIVE)
    void aFreshObservationIsNoObstacle(RuleVerifier rules) {
        rules.given(web()).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-307", as = BOUNDARY)
    void withoutAWishThereIsNothingToVeto(RuleVerifier rules) {
        rules.given(new Cluster(), new StaleObservation("docker", null, "timed out"));
        rules.given(web(), new StaleObservation("docker", null, "timed out")).vetoes("ORC-GRD-307", "docker");
    }

    @Test
    @Verifies(value = "ORC-GRD-308", as = POSITIVE)
    void everythingCanBePaused(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-308", web(), new Paused("", "maintenance", LATER), LATER);
    }

    @Test
    @Verifies(value = "ORC-GRD-308", as = NEGATIVE)
    void nothingIsPausedByItself(RuleVerifier rules) {
        rules.given(web()).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-308", as = BOUNDARY)
    void aPauseOfAServiceIsNotOneOfEverything(RuleVerifier rules) {
        rules.given(web(), new Paused("", "maintenance", null));
        rules.given(web(), new Paused("db", "maintenance", null)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-309", as = POSITIVE)
    void aServiceCanBePaused(RuleVerifier rules) {
        vetoedOnly(rules, "ORC-GRD-309", web(), new Paused("web", "maintenance", LATER), LATER);
    }

    @Test
    @Verifies(value = "ORC-GRD-309", as = NEGATIVE)
    void anotherServiceGoesOn(RuleVerifier rules) {
        rules.given(web().service("db"), new Paused("db", "maintenance", LATER)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-309", as = BOUNDARY)
    void aServiceIsPausedByItsFullName(RuleVerifier rules) {
        var shop = new Cluster().service("shop_web").with(wish(new RestartService(id("shop_web"), Set.of("n")), "cause"));
        rules.given(shop, new Paused("shop_web", "maintenance", LATER));
        rules.given(shop, new Paused("web", "maintenance", LATER)).concludesNo(Veto.class);
    }

    /** A task of the web runs on n1, which bears label disk=SSD. */
    private static Cluster labelled(Action action) {
        return new Cluster().node("n1").node("n2").service("web").running("web", "n1").label("n1", "disk", "SSD")
                .with(wish(action, "cause"));
    }

    private static Cluster taking() {
        return labelled(new RemoveNodeLabel(id("n1"), "disk"));
    }

    private static Cluster changing(String value) {
        return labelled(new SetNodeLabel(id("n1"), "disk", value)).constraint("web", "node.labels.disk", "ssd");
    }

    @Test
    @Verifies(value = "ORC-GRD-311", as = POSITIVE)
    void aLabelThatHoldsATaskStays(RuleVerifier rules) {
        rules.given(taking().constraint("web", "node.labels.disk", "SSD")).vetoes("ORC-GRD-311", "task web.1 of web");
        rules.given(taking().constraint("web", "node.labels.disk", "ssd")).vetoes("ORC-GRD-311", "task web.1 of web");
    }

    @Test
    @Verifies(value = "ORC-GRD-311", as = NEGATIVE)
    void aLabelThatHoldsNoTaskGoes(RuleVerifier rules) {
        rules.given(taking());
        rules.given(taking().constraint("web", "node.labels.disk", "hdd"));
        rules.given(taking().constraint("web", "node.labels.zone", "ssd"));
        rules.given(taking().with(new PlacementConstraint(id("web"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "ssd")));
    }

    @Test
    @Verifies(value = "ORC-GRD-311", as = BOUNDARY)
    void onlyATaskOnThatNodeHoldsTheLabel(RuleVerifier rules) {
        var onN2 = new Cluster().node("n1").node("n2").service("web").constraint("web", "node.labels.disk", "ssd")
                .label("n1", "disk", "ssd").with(wish(new RemoveNodeLabel(id("n1"), "disk"), "cause"));
        rules.given(new Cluster().with(onN2.facts().toArray()).running("web", "n2"));
        rules.given(new Cluster().with(onN2.facts().toArray()).running("web", "n1"));
    }

    /** The task of the web is on n1 in this state and needs the label that is to be taken, or changed. */
    private static Cluster on(TaskState desired, TaskState state, Action action) {
        return new Cluster().node("n1").service("web").label("n1", "disk", "ssd").task("web", 1, "n1", desired, state)
                .constraint("web", "node.labels.disk", "ssd").with(wish(action, "cause"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "ACCEPTED", "PREPARING", "READY", "STARTING", "RUNNING"})
    void aTaskHoldsItsLabelFromItsAssignmentOn(TaskState state) {
        for (TaskState desired : List.of(TaskState.READY, TaskState.RUNNING)) {
            RuleVerifier.ofPack().given(on(desired, state, new RemoveNodeLabel(id("n1"), "disk")))
                    .vetoes("ORC-GRD-311", "task web.1 of web");
            RuleVerifier.ofPack().given(on(desired, state, new SetNodeLabel(id("n1"), "disk", "hdd")))
                    .vetoes("ORC-GRD-312", "task web.1 of web");
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-311", as = NEGATIVE)
    void aTaskThatIsOverDoesNotNeedALabel(RuleVerifier rules) {
        Action take = new RemoveNodeLabel(id("n1"), "disk");
        rules.given(on(TaskState.RUNNING, TaskState.FAILED, take)).concludesNo(Veto.class);
        rules.given(on(TaskState.SHUTDOWN, TaskState.RUNNING, take)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-312", as = NEGATIVE)
    void aTaskThatIsOverDoesNotNeedTheValueOfALabel(RuleVerifier rules) {
        Action change = new SetNodeLabel(id("n1"), "disk", "hdd");
        rules.given(on(TaskState.RUNNING, TaskState.FAILED, change)).concludesNo(Veto.class);
        rules.given(on(TaskState.SHUTDOWN, TaskState.RUNNING, change)).concludesNo(Veto.class);
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).service("web").label("n1", "disk", "ssd").running("web", "n1")
                .constraint("web", "node.labels.disk", "ssd").with(wish(change, "cause"))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-311", as = BOUNDARY)
    void aNodeThatIsDownHoldsNoTask(RuleVerifier rules) {
        for (NodeStatus status : List.of(NodeStatus.READY, NodeStatus.DOWN)) {
            rules.given(new Cluster().node("n1", status).service("web").running("web", "n1").label("n1", "disk", "ssd")
                    .constraint("web", "node.labels.disk", "ssd")
                    .with(wish(new RemoveNodeLabel(id("n1"), "disk"), "cause")));
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-312", as = POSITIVE)
    void aValueThatHoldsATaskStays(RuleVerifier rules) {
        rules.given(changing("hdd")).vetoes("ORC-GRD-312", "task web.1 of web");
    }

    @Test
    @Verifies(value = "ORC-GRD-312", as = NEGATIVE)
    void aValueThatHoldsNoTaskIsChanged(RuleVerifier rules) {
        rules.given(labelled(new SetNodeLabel(id("n1"), "disk", "hdd")));
        rules.given(labelled(new SetNodeLabel(id("n1"), "disk", "hdd")).with(
                new PlacementConstraint(id("web"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "ssd")));
        rules.given(labelled(new SetNodeLabel(id("n2"), "disk", "hdd")).constraint("web", "node.labels.disk", "ssd"));
        rules.given(labelled(new SetNodeLabel(id("n1"), "zone", "a")).constraint("web", "node.labels.disk", "ssd"));
    }

    @Test
    @Verifies(value = "ORC-GRD-312", as = BOUNDARY)
    void caseMakesNoDifferenceToATask(RuleVerifier rules) {
        rules.given(changing("sSd")).concludesNo(Veto.class);
        rules.given(changing("sSd2"));
    }

    /** The web keeps away from nodes with disk=hdd. */
    private static Cluster avoiding(Action action) {
        return labelled(action).with(
                new PlacementConstraint(id("web"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "HDD"));
    }

    private static Cluster avoiding(TaskState state) {
        return new Cluster().node("n1").service("web").task("web", "n1", state).with(
                new PlacementConstraint(id("web"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "hdd"),
                wish(new SetNodeLabel(id("n1"), "disk", "hdd"), "cause"));
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = POSITIVE)
    void aLabelThatWouldEvictATaskIsNotSet(RuleVerifier rules) {
        rules.given(avoiding(new SetNodeLabel(id("n1"), "disk", "Hdd"))).vetoes("ORC-GRD-313", "task web.1 of web");
        rules.given(avoiding(TaskState.RUNNING)).vetoes("ORC-GRD-313", "task web.1 of web");
        rules.given(avoiding(TaskState.PREPARING)).vetoes("ORC-GRD-313", "task web.1 of web");
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = NEGATIVE)
    void aLabelThatEvictsNobodyIsSet(RuleVerifier rules) {
        rules.given(avoiding(new SetNodeLabel(id("n2"), "disk", "hdd"))).concludesNo(Veto.class);
        rules.given(avoiding(new SetNodeLabel(id("n1"), "zone", "hdd"))).concludesNo(Veto.class);
        rules.given(avoiding(new RemoveNodeLabel(id("n1"), "disk"))).concludesNo(Veto.class);
        rules.given(avoiding(TaskState.FAILED)).concludesNo(Veto.class);
        rules.given(labelled(new SetNodeLabel(id("n1"), "disk", "hdd")).constraint("web", "node.labels.disk", "hdd"));
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = BOUNDARY)
    void onlyTheValueATaskAvoidsIsNotSet(RuleVerifier rules) {
        rules.given(avoiding(new SetNodeLabel(id("n1"), "disk", "hdd")));
        rules.given(avoiding(new SetNodeLabel(id("n1"), "disk", "hdd2"))).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-313", as = BOUNDARY)
    void writingAValueOtherwiseEvictsNobody(RuleVerifier rules) {
        rules.given(avoiding(TaskState.RUNNING));
        rules.given(avoiding(TaskState.RUNNING).label("n1", "disk", "HDD")).concludesNo(Veto.class);
    }

    @Test
    void everyGuardHoldsEveryKindOfWish() {
        List<Object> moments = List.of(new NoLease("n2"), new NoLease(""), new Unsettled("x", null),
                new StaleObservation("docker", null, "x"), new Paused("", "x", null));
        for (Object moment : moments) {
            RuleVerifier.ofPack().given(web().with(wish(new SetNodeLabel(id("n1"), "k", "v"), "cause")), moment).approves();
        }
    }
}
