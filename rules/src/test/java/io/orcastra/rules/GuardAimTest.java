package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.ServiceWords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Among wishes of every kind, for a service and for one beside it, a guard holds those it is about, and names them. */
@ExtendWith(VerifierExtension.class)
class GuardAimTest {
    private static final Action MOVE = new MoveService(id("web"), Set.of(id("n1"), id("n2")));
    private static final Action RESTART = new RestartService(id("web"), Set.of(id("n1")));
    private static final Action RESTART_ANYWHERE = new RestartService(id("web"), Set.of());
    private static final Action RESTORE = new RestorePreviousSpec(id("web"));
    private static final List<Action> LABELS = List.of(new RemoveNodeLabel(id("n1"), "disk"),
            new RemoveNodeLabel(id("n1"), "zone"), new RemoveNodeLabel(id("n2"), "disk"),
            new SetNodeLabel(id("n1"), "disk", "new"), new SetNodeLabel(id("n1"), "zone", "new"),
            new SetNodeLabel(id("n2"), "disk", "new"));

    private record Aim(String rule, Cluster swarm, Map<Action, String> held) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Cluster swarm(UnaryOperator<ServiceWords> web) {
        var swarm = new Cluster().node("n1").node("n2").node("n3").service("web", web).service("db").service("other")
                .anchor("db", "db").running("web", "n1").running("other", "n1").running("web", "n2")
                .label("n1", "disk", "SSD").label("n1", "zone", "ssd").label("n2", "disk", "hdd").label("n2", "zone", "ssd")
                .with(new InFlight(id("busy"), "move"));
        Stream.of("web", "other", "db").map(Cluster::id).forEach(service -> Stream.of(
                new MoveService(service, Set.of(id("n1"), id("n2"))), new RestartService(service, Set.of(id("n1"))),
                new RestartService(service, Set.of()), new RestorePreviousSpec(service)).forEach(action -> swarm.with(wish(action))));
        LABELS.forEach(action -> swarm.with(wish(action)));
        return swarm;
    }

    private static Cluster swarm() {
        return swarm(web -> web);
    }

    private static Proposal wish(Action action) {
        return new Proposal("ORC-TST-201", action, "cause", "a test wishes it");
    }

    /** The database follows the store, and is away from it. */
    private static Cluster displacedAnchor() {
        return swarm().service("store").anchor("store", "store").dependency("store", "db").dependency("db", "web")
                .running("store", "n2").running("db", "n1").running("db", "n2");
    }

    private static Cluster givenUp() {
        Cluster away = swarm().dependency("db", "web").running("db", "n1");
        Displaced displaced = RuleVerifier.ofPack().given(away).of(Displaced.class).get(0);
        return away.with(new Elapsed("displaced", displaced));
    }

    static Stream<Aim> aims() {
        return Stream.of(ofTheSwarm(), ofServices(), ofPolicies()).flatMap(aims -> aims);
    }

    private static Stream<Aim> ofTheSwarm() {
        return Stream.of(
                new Aim("ORC-GRD-303", swarm().with(new InFlight(id("web"), "move")),
                        all("an action is under way: move")),
                new Aim("ORC-GRD-309", swarm().with(new Paused("web", "test", null)), all("web is paused: test")),
                new Aim("ORC-GRD-311", swarm().constraint("web", "node.labels.disk", "ssd"), Map.of(
                        LABELS.get(0), "task web.1 of web runs there only with this label")),
                new Aim("ORC-GRD-312", swarm().constraint("web", "node.labels.disk", "ssd"), Map.of(
                        LABELS.get(3), "task web.1 of web runs there only with the label's present value")),
                new Aim("ORC-GRD-313", swarm().with(new PlacementConstraint(id("web"), "node.labels.zone",
                        ConstraintOperator.NOT_EQUAL, "new")), Map.of(
                        LABELS.get(4), "task web.1 of web runs there only without this label")));
    }

    private static Stream<Aim> ofServices() {
        return Stream.of(
                new Aim("ORC-GRD-321", swarm(web -> web.updateState(UpdateState.UPDATING)),
                        all("web is being updated by somebody else")),
                new Aim("ORC-GRD-332", swarm(web -> web.updateState(UpdateState.ROLLBACK_STARTED)), butRestore(
                        "web is being rolled back by somebody else")),
                new Aim("ORC-GRD-322", swarm(web -> web.updateState(UpdateState.PAUSED)), butRestore(
                        "an update of web failed, so it is paused until its owner decides")),
                new Aim("ORC-GRD-323", swarm(web -> web.mode(ServiceMode.GLOBAL_JOB)),
                        all("web is a job: any write would run it again")),
                new Aim("ORC-GRD-324", swarm(web -> web.mode(ServiceMode.GLOBAL)), Map.of(
                        MOVE, "web is global: it belongs on every node")),
                new Aim("ORC-GRD-325", swarm().mount("web", MountType.VOLUME, "data"), Map.of(MOVE,
                        "web keeps data on its node; maybe its owner sets service label orchestration.movable=true")),
                new Aim("ORC-GRD-326", swarm().mount("web", MountType.VOLUME, "data"), Map.of(RESTART_ANYWHERE,
                        "web keeps data on a node, but on which is not known;"
                                + " maybe its owner sets service label orchestration.movable=true")),
                new Aim("ORC-GRD-327", swarm(web -> web.stopGracePeriod(Duration.ofMinutes(1))), Map.of(
                        MOVE, "stop_grace_period of web is above 55 s: two copies could run")),
                new Aim("ORC-GRD-328", swarm(web -> web.stopGracePeriod(Duration.ofMinutes(1))), restarts(
                        "stop_grace_period of web is above 55 s: two copies could run")),
                new Aim("ORC-GRD-329", writer(), Map.of(
                        MOVE, "web is a single writer with update order start-first: two copies would run")),
                new Aim("ORC-GRD-330", writer(), restarts(
                        "web is a single writer with update order start-first: two copies would run")),
                new Aim("ORC-GRD-331", swarm(web -> web.image("private")).with(
                        new RefusedPull(id("web"), "private", id("n2"), "unauthorized", null)), Map.of(MOVE,
                        "its image could not be pulled on n2: unauthorized;"
                                + " maybe pull it there by hand, or log that node in to the registry")));
    }

    private static Stream<Aim> ofPolicies() {
        return Stream.of(
                new Aim("ORC-COL-301", swarm().task("web", "n1", TaskState.STARTING), Map.of(MOVE, "web is starting")),
                new Aim("ORC-COL-302", swarm().dependency("db", "web").task("db", "n1", TaskState.STARTING), Map.of(
                        MOVE, "its anchor db is starting")),
                new Aim("ORC-COL-303", displacedAnchor(), Map.of(MOVE, "its anchor db is displaced itself")),
                new Aim("ORC-COL-304", givenUp(), Map.of(
                        MOVE, "given up until its anchor, the service or the configuration changes",
                        new MoveService(id("web"), Set.of(id("n1"))),
                        "given up until its anchor, the service or the configuration changes")),
                new Aim("ORC-RST-301", swarm().dependency("db", "web"), restarts("its anchor db does not run")),
                new Aim("ORC-RST-302", displacedAnchor(), restarts("its anchor db is displaced")),
                new Aim("ORC-RST-303", swarm().task("web", "n1", TaskState.PREPARING), restarts(
                        "Swarm is starting its task web.4")));
    }

    private static Cluster writer() {
        return swarm(web -> web.updateOrder(UpdateOrder.START_FIRST)).mount("web", MountType.CLUSTER, "shared")
                .service("reader", reader -> reader.updateOrder(UpdateOrder.START_FIRST));
    }

    private static Map<Action, String> all(String reason) {
        return Map.of(MOVE, reason, RESTART, reason, RESTART_ANYWHERE, reason, RESTORE, reason);
    }

    private static Map<Action, String> butRestore(String reason) {
        return Map.of(MOVE, reason, RESTART, reason, RESTART_ANYWHERE, reason);
    }

    private static Map<Action, String> restarts(String reason) {
        return Map.of(RESTART, reason, RESTART_ANYWHERE, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aims")
    void holdsWhatItIsAbout(Aim aim, RuleVerifier rules) {
        Set<Map.Entry<Action, String>> held = rules.given(aim.swarm()).of(Veto.class).stream()
                .filter(veto -> veto.rule().equals(aim.rule()))
                .map(veto -> Map.entry(veto.proposal().action(), veto.reason())).collect(toSet());

        assertThat(held).isEqualTo(aim.held().entrySet());
    }
}
