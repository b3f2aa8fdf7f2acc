package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.ServiceWords;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
    private static final UnaryOperator<ServiceWords> PLAIN = web -> web;

    private static Cluster web(UnaryOperator<ServiceWords> words) {
        return new Cluster().node("n1").node("n2").service("web", words);
    }

    private static Cluster web() {
        return web(PLAIN);
    }

    private static Proposal wish(Action action) {
        return new Proposal("ORC-TST-201", action, "cause", "a test wishes it");
    }

    private static Cluster movable(String value) {
        return web().serviceLabel("web", "orchestration.movable", value);
    }

    private static Cluster volume(String driver, boolean options) {
        return web().with(new Mount(WEB, MountType.VOLUME, "data", "/data", true, driver, options));
    }

    private static Cluster bind(String source) {
        return web().mount("web", MountType.BIND, source);
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = POSITIVE)
    void anOwnerDeclaresAServiceMovable(RuleVerifier rules) {
        rules.given(movable("true")).concludes(new Movable(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = NEGATIVE)
    void anotherLabelDeclaresNothing(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.move", "true"));
    }

    @Test
    @Verifies(value = "ORC-GRD-101", as = BOUNDARY)
    void onlyTrueIsADeclaration(RuleVerifier rules) {
        rules.given(movable("true"));
        rules.given(movable("yes")).concludesNo(Movable.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = POSITIVE)
    void anOperatorDeclaresAServiceMovable(RuleVerifier rules) {
        rules.given(web(), new MovableService("web")).concludes(new Movable(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = NEGATIVE)
    void aDeclarationForAnotherServiceIsNone(RuleVerifier rules) {
        rules.given(web(), new MovableService("db"));
    }

    @Test
    @Verifies(value = "ORC-GRD-102", as = BOUNDARY)
    void theFullNameIsDeclared(RuleVerifier rules) {
        rules.given(new Cluster().service("shop_web"), new MovableService("web"));
        rules.given(new Cluster().service("shop_web"), new MovableService("shop_web"));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = POSITIVE)
    void aLocalVolumeBindsToItsNode(RuleVerifier rules) {
        rules.given(volume("", false)).concludes(new NodeBound(WEB));
        rules.given(volume("local", false)).concludes(new NodeBound(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = NEGATIVE)
    void aVolumeFromElsewhereBindsNobody(RuleVerifier rules) {
        rules.given(volume("ceph", false));
        rules.given(volume("", false).serviceLabel("web", "orchestration.movable", "true"));
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)).mount("web", MountType.VOLUME, "data"));
        rules.given(web().mount("web", MountType.CLUSTER, "data"));
    }

    @Test
    @Verifies(value = "ORC-GRD-103", as = BOUNDARY)
    void aLocalVolumeWithOptionsIsNotLocal(RuleVerifier rules) {
        rules.given(volume("local", false));
        rules.given(volume("local", true));
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = POSITIVE)
    void aWritableDirectoryBindsToItsNode(RuleVerifier rules) {
        for (String source : List.of("/srv/data", "/system", "/procedures", "/etc/localtime.d", "/run/app.socket", "/")) {
            rules.given(bind(source)).concludes(new NodeBound(WEB));
        }
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = NEGATIVE)
    void whatIsOnEveryNodeBindsNobody(RuleVerifier rules) {
        for (String source : List.of("/var/run/docker.sock", "/etc/localtime", "/etc/timezone", "/proc", "/sys/fs/cgroup", "/sys")) {
            rules.given(bind(source)).concludesNo(NodeBound.class);
        }
        rules.given(web(web -> web.mode(ServiceMode.GLOBAL)).mount("web", MountType.BIND, "/srv"));
        rules.given(bind("/srv"), new MovableService("web"));
    }

    @Test
    @Verifies(value = "ORC-GRD-104", as = BOUNDARY)
    void aDirectoryThatIsOnlyReadBindsNobody(RuleVerifier rules) {
        rules.given(web().with(new Mount(WEB, MountType.BIND, "/srv", "/data", true, "", false)));
        rules.given(web().with(new Mount(WEB, MountType.BIND, "/srv", "/data", false, "", false)));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = POSITIVE)
    void oneReplicaThatWritesIsASingleWriter(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data")).concludes(new SingleWriter(WEB));
        rules.given(web().mount("web", MountType.BIND, "/srv")).concludes(new SingleWriter(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = NEGATIVE)
    void memoryAndReadingAreNoWriting(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.TMPFS, ""));
        rules.given(volume("local", false));
    }

    @Test
    @Verifies(value = "ORC-GRD-105", as = BOUNDARY)
    void twoReplicasAreNotSingle(RuleVerifier rules) {
        rules.given(web().mount("web", MountType.VOLUME, "data"));
        rules.given(web(web -> web.replicas(2)).mount("web", MountType.VOLUME, "data"));
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = POSITIVE)
    void anOwnerDeclaresASingleWriter(RuleVerifier rules) {
        rules.given(web(web -> web.replicas(2)).serviceLabel("web", "orchestration.single.writer", "true"))
                .concludes(new SingleWriter(WEB));
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = NEGATIVE)
    void aServiceWithoutTheLabelIsNone(RuleVerifier rules) {
        rules.given(web()).concludesNo(SingleWriter.class);
    }

    @Test
    @Verifies(value = "ORC-GRD-106", as = BOUNDARY)
    void onlyTrueDeclaresIt(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.single.writer", "true"));
        rules.given(web().serviceLabel("web", "orchestration.single.writer", "false"));
    }

    @Test
    @Verifies(value = "ORC-GRD-321", as = POSITIVE)
    void aServiceInAnUpdateIsLeftToItsOwner(RuleVerifier rules) {
        for (UpdateState state : List.of(UpdateState.UPDATING, UpdateState.ROLLBACK_STARTED)) {
            for (Action action : List.of(MOVE, RESTART, RESTORE)) {
                rules.given(web(web -> web.updateState(state)), wish(action)).vetoes("ORC-GRD-321", "somebody else");
            }
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

    @Test
    @Verifies(value = "ORC-GRD-322", as = POSITIVE)
    void aPausedUpdateWaitsForItsOwner(RuleVerifier rules) {
        rules.given(web(web -> web.updateState(UpdateState.PAUSED)), wish(MOVE)).vetoes("ORC-GRD-322", "paused");
        rules.given(web(web -> web.updateState(UpdateState.ROLLBACK_PAUSED)), wish(RESTART)).vetoes("ORC-GRD-322", "paused");
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
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))), wish(MOVE)).vetoes("ORC-GRD-327", "stop_grace_period");
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
        rules.given(web(web -> web.stopGracePeriod(Duration.ofMinutes(2))), wish(RESTART)).vetoes("ORC-GRD-328", "two copies");
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
        rules.given(privateImage(), wish(MOVE), refused("private/web@sha256:1", "n2")).vetoes("ORC-GRD-331", "on n2: unauthorized");
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
