package io.orcastra.rules;

import static io.orcastra.rules.ServiceNatureTest.bind;
import static io.orcastra.rules.ServiceNatureTest.volume;
import static io.orcastra.rules.ServiceNatureTest.web;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guards of services, held against wishes of no policy in particular. */
@ExtendWith(VerifierExtension.class)
class ServiceGuardsTest {
    private static final String WEB = id("web");
    private static final Action MOVE = new MoveService(WEB, Set.of(id("n1"), id("n2")));
    private static final Action RESTART = new RestartService(WEB, Set.of(id("n1")));
    private static final Action RESTART_ANYWHERE = new RestartService(WEB, Set.of());
    private static final Action RESTORE = new RestorePreviousSpec(WEB);

    private static Proposal wish(Action action) {
        return new Proposal("ORC-TST-201", action, "cause", "a test wishes it");
    }

    @Test
    @Verifies(value = "ORC-GRD-321", as = POSITIVE)
    void aServiceInAnUpdateIsLeftToItsOwner(RuleVerifier rules) {
        for (Action action : List.of(MOVE, RESTART, RESTORE)) {
            rules.given(web(web -> web.updateState(UpdateState.UPDATING)), wish(action))
                    .vetoes("ORC-GRD-321", "somebody else");
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-321", as = NEGATIVE)
    void anUpdateThatIsOverIsNoObstacle(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.COMPLETED)), wish(MOVE));
        rules.given(web(web -> web.updateState(UpdateState.ROLLBACK_COMPLETED)), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-321", as = BOUNDARY)
    void anUpdateOfOursIsNobodyElses(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.UPDATING)), wish(MOVE));
        rules.given(web(web -> web.updateState(UpdateState.UPDATING)), wish(MOVE), new InFlight(WEB, "move"))
                .vetoes("ORC-GRD-303", "move");
    }

    private static Cluster rollback(UpdateState state) {
        return web(web -> web.updateState(state));
    }

    @Test
    @Verifies(value = "ORC-GRD-332", as = POSITIVE)
    void aServiceInARollbackIsLeftToItsOwner(RuleVerifier rules) {
        for (Action action : List.of(MOVE, RESTART, RESTART_ANYWHERE)) {
            rules.given(rollback(UpdateState.ROLLBACK_STARTED), wish(action)).vetoes("ORC-GRD-332", "rolled back");
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-332", as = NEGATIVE)
    void aRollbackThatIsOverIsNoObstacle(RuleVerifier rules) {
        rules.given(rollback(UpdateState.ROLLBACK_COMPLETED), wish(MOVE));
        rules.given(rollback(UpdateState.ROLLBACK_STARTED), wish(MOVE), new InFlight(WEB, "move"))
                .vetoes("ORC-GRD-303", "move");
    }

    @Test
    @Verifies(value = "ORC-GRD-332", as = BOUNDARY)
    void aRollbackGetsWhatItShouldHaveBroughtBack(RuleVerifier rules) {
        rules.given(rollback(UpdateState.ROLLBACK_STARTED), wish(RESTART)).approves();
        rules.given(rollback(UpdateState.ROLLBACK_STARTED), wish(RESTORE)).concludesNo(Veto.class);
    }

    @Test
    void aRollbackToAPinThatNeverEndsIsMended() {
        Cluster pinned = rollback(UpdateState.ROLLBACK_STARTED).constraint("web", "node.id", "gone");

        RuleVerifier.ofPack().given(pinned, new KnownPin(WEB, "node.id==gone")).approves(RESTORE);
    }

    @Test
    @Verifies(value = "ORC-GRD-322", as = POSITIVE)
    void aPausedUpdateWaitsForItsOwner(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.PAUSED)), wish(MOVE)).vetoes("ORC-GRD-322", "paused");
        rules.given(web(web -> web.updateState(UpdateState.ROLLBACK_PAUSED)), wish(RESTART))
                .vetoes("ORC-GRD-322", "paused");
    }

    @Test
    @Verifies(value = "ORC-GRD-322", as = NEGATIVE)
    void aServiceThatWasNeverUpdatedIsNotPaused(RuleVerifier rules) {
        rules.given(web(), wish(MOVE));
        rules.given(web(web -> web.updateState(UpdateState.PAUSED)), wish(MOVE), new InFlight(WEB, "move"));
    }

    @Test
    @Verifies(value = "ORC-GRD-322", as = BOUNDARY)
    void aRestoredSpecMayEndThePause(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.ROLLBACK_PAUSED)), wish(MOVE));
        rules.given(web(web -> web.updateState(UpdateState.ROLLBACK_PAUSED)), wish(RESTORE));
    }

    @Test
    @Verifies(value = "ORC-GRD-323", as = POSITIVE)
    void aJobIsNeverWritten(RuleVerifier rules) {
        for (ServiceMode job : List.of(ServiceMode.REPLICATED_JOB, ServiceMode.GLOBAL_JOB)) {
            for (Action action : List.of(MOVE, RESTART, RESTORE)) {
                rules.given(web(web -> web.mode(job)), wish(action)).vetoes("ORC-GRD-323", "job");
            }
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-323", as = NEGATIVE)
    void aServiceIsNoJob(RuleVerifier rules) {
        rules.given(web(), wish(RESTART));
    }

    @Test
    @Verifies(value = "ORC-GRD-323", as = BOUNDARY)
    void globalIsNotGlobalJob(RuleVerifier rules) {
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)), wish(RESTART_ANYWHERE));
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL_JOB)), wish(RESTART_ANYWHERE));
    }

    @Test
    @Verifies(value = "ORC-GRD-324", as = POSITIVE)
    void aGlobalServiceIsNotMoved(RuleVerifier rules) {
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)), wish(MOVE)).vetoes("ORC-GRD-324", "global");
    }

    @Test
    @Verifies(value = "ORC-GRD-324", as = NEGATIVE)
    void aReplicatedServiceIsMoved(RuleVerifier rules) {
        rules.given(web(), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-324", as = BOUNDARY)
    void aGlobalServiceIsRestarted(RuleVerifier rules) {
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)), wish(MOVE));
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)), wish(RESTART_ANYWHERE));
    }

    @Test
    @Verifies(value = "ORC-GRD-325", as = POSITIVE)
    void dataIsNotLeftBehind(RuleVerifier rules) {
        rules.given(bind("/srv"), wish(MOVE)).vetoes("ORC-GRD-325", "keeps data");
        rules.given(volume("", false), wish(MOVE)).vetoes("ORC-GRD-325", "orchestration.movable=true");
    }

    @Test
    @Verifies(value = "ORC-GRD-325", as = NEGATIVE)
    void aServiceIsRestartedBesideItsData(RuleVerifier rules) {
        rules.given(bind("/srv"), wish(RESTART));
        rules.given(web(), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-325", as = BOUNDARY)
    void dataIsLeftBehindWhenItsOwnerSaysSo(RuleVerifier rules) {
        rules.given(bind("/srv"), wish(MOVE));
        rules.given(bind("/srv").serviceLabel("web", "orchestration.movable", "true"), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-326", as = POSITIVE)
    void aRestartDoesNotScatterData(RuleVerifier rules) {
        rules.given(bind("/srv"), wish(RESTART_ANYWHERE)).vetoes("ORC-GRD-326", "keeps data");
    }

    @Test
    @Verifies(value = "ORC-GRD-326", as = NEGATIVE)
    void aServiceWithoutDataStartsAnywhere(RuleVerifier rules) {
        rules.given(web(), wish(RESTART_ANYWHERE));
    }

    @Test
    @Verifies(value = "ORC-GRD-326", as = BOUNDARY)
    void aPinKeepsARestartBesideItsData(RuleVerifier rules) {
        rules.given(bind("/srv"), wish(RESTART_ANYWHERE));
        rules.given(bind("/srv"), wish(RESTART));
    }

    @Test
    @Verifies(value = "ORC-GRD-327", as = POSITIVE)
    void aSlowStopIsNotMoved(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))), wish(MOVE))
                .vetoes("ORC-GRD-327", "stop_grace_period");
    }

    @Test
    @Verifies(value = "ORC-GRD-327", as = NEGATIVE)
    void aQuickStopIsMoved(RuleVerifier rules) {
        rules.given(web(), wish(MOVE));
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))), wish(RESTORE));
    }

    @Test
    @Verifies(value = "ORC-GRD-327", as = BOUNDARY)
    void fiftyFiveSecondsAreQuickEnoughToMove(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofSeconds(55))), wish(MOVE));
        rules.given(web(web -> web.stopGracePeriod(Duration.ofSeconds(55).plusNanos(1))), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-328", as = POSITIVE)
    void aSlowStopIsNotRestarted(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))), wish(RESTART))
                .vetoes("ORC-GRD-328", "two copies");
    }

    @Test
    @Verifies(value = "ORC-GRD-328", as = NEGATIVE)
    void aQuickStopIsRestarted(RuleVerifier rules) {
        rules.given(web(), wish(RESTART));
    }

    @Test
    @Verifies(value = "ORC-GRD-328", as = BOUNDARY)
    void fiftyFiveSecondsAreQuickEnoughToRestart(RuleVerifier rules) {
        rules.given(web(web -> web.stopGracePeriod(Duration.ofSeconds(55))), wish(RESTART));
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMillis(55_001))), wish(RESTART));
    }

    private static Cluster writer(UpdateOrder order) {
        return web(web -> web.updateOrder(order)).mount("web", MountType.CLUSTER, "shared");
    }

    @Test
    @Verifies(value = "ORC-GRD-329", as = POSITIVE)
    void twoWritersNeverRunDuringAMove(RuleVerifier rules) {
        rules.given(writer(UpdateOrder.START_FIRST), wish(MOVE)).vetoes("ORC-GRD-329", "single writer");
    }

    @Test
    @Verifies(value = "ORC-GRD-329", as = NEGATIVE)
    void aServiceThatWritesNothingMayStartFirst(RuleVerifier rules) {
        rules.given(web(web -> web.updateOrder(UpdateOrder.START_FIRST)), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-329", as = BOUNDARY)
    void aWriterThatStopsFirstIsMoved(RuleVerifier rules) {
        rules.given(writer(UpdateOrder.START_FIRST), wish(MOVE));
        rules.given(writer(UpdateOrder.STOP_FIRST), wish(MOVE));
    }

    @Test
    @Verifies(value = "ORC-GRD-330", as = POSITIVE)
    void twoWritersNeverRunDuringARestart(RuleVerifier rules) {
        rules.given(writer(UpdateOrder.START_FIRST), wish(RESTART)).vetoes("ORC-GRD-330", "single writer");
    }

    @Test
    @Verifies(value = "ORC-GRD-330", as = NEGATIVE)
    void aServiceThatWritesNothingRestartsStartFirst(RuleVerifier rules) {
        rules.given(web(web -> web.updateOrder(UpdateOrder.START_FIRST)), wish(RESTART));
    }

    @Test
    @Verifies(value = "ORC-GRD-330", as = BOUNDARY)
    void aWriterThatStopsFirstIsRestarted(RuleVerifier rules) {
        rules.given(writer(UpdateOrder.START_FIRST), wish(RESTART));
        rules.given(writer(UpdateOrder.STOP_FIRST), wish(RESTART));
    }

    private static RefusedPull refused(String image, String node) {
        return new RefusedPull(WEB, image, id(node), "unauthorized", Instant.parse("2026-01-01T01:00:00Z"));
    }

    private static Cluster privateImage() {
        return web(web -> web.image("private/web@sha256:1"));
    }

    @Test
    @Verifies(value = "ORC-GRD-331", as = POSITIVE)
    void aRefusedImageStopsAMoveThere(RuleVerifier rules) {
        rules.given(privateImage(), wish(MOVE), refused("private/web@sha256:1", "n2"))
                .vetoes("ORC-GRD-331", "on n2: unauthorized");
    }

    @Test
    @Verifies(value = "ORC-GRD-331", as = NEGATIVE)
    void aRefusalElsewhereOrOfAnotherImageIsNoObstacle(RuleVerifier rules) {
        rules.given(privateImage().node("n3"), wish(MOVE), refused("private/web@sha256:1", "n3"));
        rules.given(privateImage(), wish(RESTART), refused("private/web@sha256:1", "n1"));
    }

    @Test
    @Verifies(value = "ORC-GRD-331", as = BOUNDARY)
    void anotherImageIsTriedAgain(RuleVerifier rules) {
        rules.given(privateImage(), wish(MOVE), refused("private/web@sha256:1", "n2"));
        rules.given(privateImage(), wish(MOVE), refused("private/web@sha256:0", "n2"));
    }
}
