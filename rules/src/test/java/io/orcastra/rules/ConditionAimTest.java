package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.AnchorPlacement;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.Contradictory;
import io.orcastra.facts.condition.DependentHome;
import io.orcastra.facts.condition.Failed;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.Managed;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.condition.OutlivedAnchor;
import io.orcastra.facts.condition.RunningWell;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is concluded of a swarm, and nothing beside it. */
@ExtendWith(VerifierExtension.class)
class ConditionAimTest {

    private record Aim(String name, Cluster beside, Set<Condition> concluded) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Set<Condition> conditions(RuleVerifier rules, Cluster cluster) {
        return rules.given(cluster).of(Condition.class).stream()
                .filter(condition -> !(condition instanceof TaskRunning) && !(condition instanceof Follows)).collect(toSet());
    }

    private static Cluster shop() {
        return new Cluster().with(WellShop.facts()).node("n1").node("n2");
    }

    @Test
    void ofAShopInWhichAllIsWell(RuleVerifier rules) {
        assertThat(conditions(rules, new Cluster().with(WellShop.facts()))).containsExactlyInAnyOrder(
                new Home(id("b_cache"), id("b1")), new Home(id("b_store"), id("b2")),
                new AnchorPlacement(id("b_cache"), Set.of("b_cache.3")),
                new AnchorPlacement(id("b_store"), Set.of("b_store.6")),
                new DependentHome(id("b_web"), id("b1")),
                new Managed(id("b_cache")), new Managed(id("b_web")), new Managed(id("b_store")),
                new NodeBound(id("b_store")), new SingleWriter(id("b_store")));
    }

    @Test
    void ofTheTasksThatRunAndTheServicesThatFollow(RuleVerifier rules) {
        var firing = rules.given(shop().node("n3", NodeStatus.DOWN).service("web").running("web", "n3"));

        assertThat(firing.of(TaskRunning.class)).extracting(TaskRunning::taskId)
                .containsExactlyInAnyOrder("b_cache.3", "b_web.4", "b_web.5", "b_store.6", "b_agent.7");
        assertThat(firing.of(Follows.class)).extracting(Follows::dependentId, Follows::anchorId)
                .containsExactly(tuple(id("b_web"), id("b_cache")));
    }

    static Stream<Aim> aims() {
        return Stream.of(
                new Aim("a service beside the configuration", shop().service("x").running("x", "n1"), Set.of()),
                new Aim("a service that starts", shop().service("x").task("x", "n1", TaskState.STARTING),
                        Set.of(new Starting(id("x")))),
                new Aim("an anchor that failed", shop().service("x").anchor("x", "x").ended("x", 1, "n1", TaskState.FAILED),
                        Set.of(new Managed(id("x")), placement("x"), new NotRunning(id("x")), new Failed(id("x")))),
                new Aim("an anchor that has not run for long", shop().service("x").anchor("x", "x")
                        .with(new Elapsed("not running", new NotRunning(id("x")))),
                        Set.of(new Managed(id("x")), placement("x"), new NotRunning(id("x")), new Failed(id("x")))),
                new Aim("a global anchor that starts", shop().service("x", x -> x.mode(ServiceMode.GLOBAL)).anchor("x", "x")
                        .task("x", 0, "n1", TaskState.RUNNING, TaskState.STARTING),
                        Set.of(new Managed(id("x")), placement("x"), new NotRunning(id("x")), new Starting(id("x")))),
                new Aim("a job in the configuration", shop().service("x", x -> x.mode(ServiceMode.REPLICATED_JOB))
                        .anchor("x", "x").ended("x", 1, "n1", TaskState.FAILED), Set.of(new Managed(id("x")), placement("x"))),
                new Aim("a service with data", shop().service("x").mount("x", MountType.BIND, "/srv").running("x", "n1"),
                        Set.of(new NodeBound(id("x")), new SingleWriter(id("x")))),
                new Aim("a movable service with a volume", shop().service("x").mount("x", MountType.VOLUME, "data")
                        .with(new MovableService("x")), Set.of(new Movable(id("x")), new SingleWriter(id("x")))),
                new Aim("a service in shared memory", shop().service("x").mount("x", MountType.TMPFS, "")
                        .serviceLabel("x", "orchestration.movable", "true"), Set.of(new Movable(id("x")))),
                new Aim("a mended service", shop().service("x").running("x", "n1").with(new Attempts(id("x"), "cause", 1)),
                        Set.of(new RunningWell(id("x")))),
                new Aim("a mended global service", shop().service("x", x -> x.mode(ServiceMode.GLOBAL)).running("x", "n1")
                        .with(new Attempts(id("x"), "cause", 1)), Set.of(new RunningWell(id("x")))),
                new Aim("a dependent of two", shop().service("x").running("x", "b2").dependency("b_cache", "x")
                        .dependency("b_store", "x"), Set.of(new Managed(id("x")), new Contradictory(id("x")))));
    }

    private static AnchorPlacement placement(String service) {
        return new AnchorPlacement(id(service), Set.of());
    }

    @ParameterizedTest(name = "of {0}")
    @MethodSource("aims")
    void beside(Aim aim, RuleVerifier rules) {
        Set<Condition> expected = conditions(rules, new Cluster().with(WellShop.facts()));
        expected.addAll(aim.concluded());

        assertThat(conditions(rules, aim.beside())).isEqualTo(expected);
    }

    @Test
    void ofADependentWhoseAnchorFailed(RuleVerifier rules) {
        Cluster failed = shop().service("x").anchor("x", "x").service("y").dependency("x", "y", true).running("y", "n1")
                .ended("x", 1, "n1", TaskState.FAILED).running("x", "n1").with(new RecentFailure("x.2", id("x")));

        assertThat(rules.given(failed).of(OutlivedAnchor.class))
                .containsExactly(new OutlivedAnchor(id("y"), "x.2"));
    }
}
