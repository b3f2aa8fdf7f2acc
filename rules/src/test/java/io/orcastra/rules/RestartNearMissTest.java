package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Failed;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.ServiceWords;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks almost like a failure, or almost like none. */
@ExtendWith(VerifierExtension.class)
class RestartNearMissTest {

    private static Cluster db(UnaryOperator<ServiceWords> words) {
        return new Cluster().node("n1").service("db", words).anchor("db", "db");
    }

    private static Cluster global() {
        return db(db -> db.mode(ServiceMode.GLOBAL));
    }

    private static Cluster failedGlobal() {
        return global().ended("db", 0, "n1", TaskState.FAILED);
    }

    private static UnaryOperator<ServiceWords> inState(UpdateState state, ServiceMode mode) {
        return db -> db.mode(mode).updateState(state);
    }

    @Test
    @Verifies(value = "ORC-RST-101", as = NEGATIVE)
    void aTaskThatIsToEndDoesNotStart(RuleVerifier rules) {
        rules.given(db(db -> db).task("db", 1, "n1", TaskState.SHUTDOWN, TaskState.PREPARING));
    }

    @Test
    @Verifies(value = "ORC-RST-104", as = NEGATIVE)
    void aReplicatedServiceThatIsRolledBackIsNotGivenUp(RuleVerifier rules) {
        rules.given(db(inState(UpdateState.ROLLBACK_STARTED, ServiceMode.REPLICATED)).ended("db", 1, "n1", TaskState.FAILED));
    }

    @Test
    @Verifies(value = "ORC-RST-105", as = NEGATIVE)
    void aReplicatedServiceThatIsUpdatedIsNotMissed(RuleVerifier rules) {
        rules.given(db(inState(UpdateState.UPDATING, ServiceMode.REPLICATED)));
    }

    @Test
    @Verifies(value = "ORC-RST-106", as = NEGATIVE)
    void aGlobalServiceThatIsRolledBackIsNotMissed(RuleVerifier rules) {
        rules.given(db(inState(UpdateState.ROLLBACK_STARTED, ServiceMode.GLOBAL))
                .task("db", 0, "n1", TaskState.RUNNING, TaskState.STARTING));
    }

    @Test
    @Verifies(value = "ORC-RST-107", as = NEGATIVE)
    void anotherTimerOfTheSameDoesNotCount(RuleVerifier rules) {
        rules.given(db(db -> db), new Elapsed("something else", new NotRunning(id("db"))));
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = NEGATIVE)
    void aGlobalServiceIsNotGivenUpWhereItMayNotRunOrWhileItIsRolledBack(RuleVerifier rules) {
        rules.given(db(inState(UpdateState.ROLLBACK_STARTED, ServiceMode.GLOBAL)).ended("db", 0, "n1", TaskState.FAILED));
        rules.given(new Cluster().with(node("n1", Availability.DRAIN)).service("db", db -> db.mode(ServiceMode.GLOBAL))
                .anchor("db", "db").ended("db", 0, "n1", TaskState.FAILED));
        rules.given(failedGlobal().constraint("db", "node.labels.disk", "ssd").label("n1", "former-disk", "ssd"));
    }

    private static Node node(String name, Availability availability) {
        return new Node(id(name), name, NodeRole.WORKER, availability, NodeStatus.READY, "", "10.0.0.1", Leadership.NONE,
                new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = POSITIVE)
    void constraintsThatAskForNoLabelExcuseNothing(RuleVerifier rules) {
        rules.given(failedGlobal().with(
                new PlacementConstraint(id("db"), "node.labels.disk", ConstraintOperator.NOT_EQUAL, "ssd")))
                .concludes(new Failed(id("db")));
        rules.given(failedGlobal().constraint("db", "node.hostname", "n1")).concludes(new Failed(id("db")));
    }

    /** The database failed and runs again since second 9; the web follows, and its task is of this second. */
    private static Cluster outlived(int second, ServiceMode mode) {
        return new Cluster().node("n1").service("db").service("web", web -> web.mode(mode)).anchor("db", "db")
                .dependency("db", "web", true)
                .with(new EndedTask("db.old", id("db"), 1, id("n1"), TaskState.FAILED, "", Cluster.EPOCH, Cluster.EPOCH),
                        new RecentFailure("db.old", id("db")),
                        new Task("db.new", id("db"), 1, id("n1"), TaskState.RUNNING,
                                TaskState.RUNNING, Cluster.EPOCH.plusSeconds(9), Cluster.EPOCH.plusSeconds(9), ""),
                        new Task("web.1", id("web"), 1, id("n1"), TaskState.RUNNING,
                                TaskState.RUNNING, Cluster.EPOCH.plusSeconds(second), Cluster.EPOCH.plusSeconds(second), ""));
    }

    @Test
    @Verifies(value = "ORC-RST-110", as = POSITIVE)
    void whatIsASecondOlderThanTheAnchorsNewTaskHasOutlivedIt(RuleVerifier rules) {
        rules.given(outlived(8, ServiceMode.REPLICATED));
    }

    @Test
    @Verifies(value = "ORC-RST-110", as = NEGATIVE)
    void whatIsAsOldAsTheAnchorsNewTaskHasOutlivedNothing(RuleVerifier rules) {
        rules.given(outlived(9, ServiceMode.REPLICATED));
    }

    @Test
    @Verifies(value = "ORC-RST-203", as = NEGATIVE)
    void aGlobalDependentIsNotPinned(RuleVerifier rules) {
        rules.given(outlived(8, ServiceMode.GLOBAL));
    }

    private static Cluster mended(ServiceMode mode, int replicas) {
        return new Cluster().node("n1").service("other").running("other", "n1")
                .service("web", web -> web.mode(mode).replicas(replicas)).with(new Attempts(id("web"), "cause", 1));
    }

    @Test
    @Verifies(value = "ORC-RST-111", as = NEGATIVE)
    void aGlobalServiceIsNotWellForWantOfReplicas(RuleVerifier rules) {
        rules.given(mended(ServiceMode.GLOBAL, 0));
    }

    @Test
    @Verifies(value = "ORC-RST-112", as = NEGATIVE)
    void neitherOneReplicaOfTwoNorAGlobalServiceThatRunsNowhereIsWell(RuleVerifier rules) {
        rules.given(mended(ServiceMode.REPLICATED, 2).running("web", "n1"));
        rules.given(mended(ServiceMode.GLOBAL, 0));
    }

    @Test
    @Verifies(value = "ORC-RST-113", as = NEGATIVE)
    void anotherTimerDoesNotTellThatItRanWell(RuleVerifier rules) {
        rules.given(mended(ServiceMode.REPLICATED, 1).running("web", "n1"), new Elapsed("something else", id("web")));
    }
}
