package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Failed;
import io.orcastra.facts.condition.Managed;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When an anchor or dependent has failed, and how it is restarted. */
@ExtendWith(VerifierExtension.class)
class RestartRulesTest {
    private static final Elapsed NOT_RUNNING = new Elapsed("not running", new NotRunning(id("db")));

    private static Cluster db(UnaryOperator<io.orcastra.rules.verify.ServiceWords> words) {
        return new Cluster().node("n1").node("n2").service("db", words).anchor("db", "db");
    }

    private static Cluster db() {
        return db(db -> db);
    }

    private static Cluster failed() {
        return db().ended("db", 1, "n1", TaskState.FAILED);
    }

    /** The web has failed as well and is a dependent of the database. */
    private static Cluster failedWeb() {
        return db().service("web").dependency("db", "web").ended("web", 1, "n1", TaskState.FAILED);
    }

    @Test
    @Verifies(value = "ORC-RST-101", as = POSITIVE)
    void aTaskBeforeRunningStarts(RuleVerifier rules) {
        rules.given(new Cluster().service("db").task("db", "", TaskState.PENDING)).concludes(new Starting(id("db")));
        rules.given(new Cluster().service("db").task("db", 1, "n1", TaskState.READY, TaskState.PREPARING))
                .concludes(new Starting(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-101", as = NEGATIVE)
    void aTaskThatEndedDoesNotStart(RuleVerifier rules) {
        rules.given(db().task("db", "n1", TaskState.FAILED).task("db", "n1", TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-RST-101", as = BOUNDARY)
    void startingIsTheLastStateBeforeRunning(RuleVerifier rules) {
        rules.given(db().task("db", "n1", TaskState.STARTING));
        rules.given(db().task("db", "n1", TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-RST-102", as = POSITIVE)
    void anAnchorIsManaged(RuleVerifier rules) {
        rules.given(db()).concludes(new Managed(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-102", as = NEGATIVE)
    void aServiceBesideTheConfigurationIsNotManaged(RuleVerifier rules) {
        rules.given(new Cluster().service("db")).concludesNo(Managed.class);
    }

    @Test
    @Verifies(value = "ORC-RST-102", as = BOUNDARY)
    void onlyTheFullNameIsTheAnchor(RuleVerifier rules) {
        rules.given(new Cluster().service("shop_db").anchor("db", "shop_db"));
        rules.given(new Cluster().service("other_db").anchor("db", "shop_db"));
    }

    @Test
    @Verifies(value = "ORC-RST-103", as = POSITIVE)
    void aDependentIsManaged(RuleVerifier rules) {
        rules.given(new Cluster().service("web").dependency("db", "web")).concludes(new Managed(id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-103", as = NEGATIVE)
    void anAnchorAloneIsNoDependent(RuleVerifier rules) {
        rules.given(db());
    }

    @Test
    @Verifies(value = "ORC-RST-103", as = BOUNDARY)
    void aDependentIsManagedOnceItIsInTheSwarm(RuleVerifier rules) {
        rules.given(new Cluster().dependency("db", "web"));
        rules.given(new Cluster().dependency("db", "web").service("web"));
    }

    @Test
    @Verifies(value = "ORC-RST-104", as = POSITIVE)
    void aServiceWithoutTasksAfterAFailureHasFailed(RuleVerifier rules) {
        rules.given(failed()).concludes(new Failed(id("db")));
        rules.given(db().ended("db", 1, "n1", TaskState.REJECTED)).concludes(new Failed(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-104", as = NEGATIVE)
    void aServiceThatIsDoneOrScaledDownOrUpdatedHasNotFailed(RuleVerifier rules) {
        rules.given(db().ended("db", 1, "n1", TaskState.COMPLETE));
        rules.given(db(db -> db.replicas(0)).ended("db", 1, "n1", TaskState.FAILED));
        rules.given(db(db -> db.updateState(UpdateState.UPDATING)).ended("db", 1, "n1", TaskState.FAILED));
        rules.given(db(db -> db.mode(ServiceMode.GLOBAL)).ended("db", 0, "n1", TaskState.FAILED));
        rules.given(new Cluster().service("db").ended("db", 1, "n1", TaskState.FAILED));
    }

    @Test
    @Verifies(value = "ORC-RST-104", as = BOUNDARY)
    void whatSwarmStillTriesIsLeftToIt(RuleVerifier rules) {
        rules.given(failed());
        rules.given(failed().task("db", "", TaskState.NEW)).concludesNo(Failed.class).proposes();
    }

    private static Cluster global(UnaryOperator<io.orcastra.rules.verify.ServiceWords> words) {
        return db(db -> words.apply(db.mode(ServiceMode.GLOBAL)));
    }

    private static Cluster failedGlobal() {
        return global(db -> db).ended("db", 0, "n1", TaskState.FAILED);
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = POSITIVE)
    void aGlobalServiceWithoutTasksAfterAFailureHasFailed(RuleVerifier rules) {
        rules.given(failedGlobal()).concludes(new Failed(id("db"))).approves(new RestartService(id("db"), Set.of()));
        rules.given(global(db -> db).ended("db", 0, "n1", TaskState.REJECTED)).concludes(new Failed(id("db")));
        rules.given(failedGlobal().ended("db", 0, "n2", TaskState.FAILED)).concludes(new Failed(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = NEGATIVE)
    void aGlobalServiceThatIsDoneOrUpdatedOrWhoseNodeIsGoneHasNotFailed(RuleVerifier rules) {
        rules.given(global(db -> db).ended("db", 0, "n1", TaskState.COMPLETE)).concludesNo(Failed.class);
        rules.given(global(db -> db.updateState(UpdateState.UPDATING)).ended("db", 0, "n1", TaskState.FAILED));
        rules.given(global(db -> db).node("n3", NodeStatus.DOWN).ended("db", 0, "n3", TaskState.FAILED));
        rules.given(failed());
        rules.given(new Cluster().node("n1").service("db", db -> db.mode(ServiceMode.GLOBAL))
                .ended("db", 0, "n1", TaskState.FAILED));
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = BOUNDARY)
    void aGlobalServiceThatSwarmStillTriesSomewhereIsLeftToIt(RuleVerifier rules) {
        rules.given(failedGlobal());
        rules.given(failedGlobal().task("db", 0, "n2", TaskState.READY, TaskState.PREPARING)).concludesNo(Failed.class);
    }

    @Test
    @Verifies(value = "ORC-RST-114", as = BOUNDARY)
    void aGlobalServiceIsMissedOnlyWhereItsLabelsAre(RuleVerifier rules) {
        Cluster evicted = failedGlobal().constraint("db", "node.labels.disk", "SSD").label("n1", "disk", "hdd");
        rules.given(evicted).concludesNo(Failed.class);
        rules.given(evicted.ended("db", 0, "n2", TaskState.REJECTED).label("n2", "disk", "ssd"))
                .concludes(new Failed(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-105", as = POSITIVE)
    void aReplicatedServiceThatOnlyStartsDoesNotRun(RuleVerifier rules) {
        rules.given(db().task("db", "n1", TaskState.STARTING)).concludes(new NotRunning(id("db")));
        rules.given(db()).concludes(new NotRunning(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-105", as = NEGATIVE)
    void aServiceThatShouldNotRunIsNotMissed(RuleVerifier rules) {
        rules.given(db(db -> db.replicas(0)));
        rules.given(db(db -> db.updateState(UpdateState.ROLLBACK_STARTED)));
        rules.given(db().ended("db", 1, "n1", TaskState.COMPLETE));
    }

    @Test
    @Verifies(value = "ORC-RST-105", as = BOUNDARY)
    void oneRunningTaskIsEnough(RuleVerifier rules) {
        rules.given(db(db -> db.replicas(2)).task("db", "n1", TaskState.STARTING).task("db", "n2", TaskState.STARTING));
        rules.given(db(db -> db.replicas(2)).task("db", "n1", TaskState.STARTING).running("db", "n2"));
    }

    @Test
    @Verifies(value = "ORC-RST-105", as = BOUNDARY)
    void workIsDoneOnlyWhenSwarmWantsNoMoreOfIt(RuleVerifier rules) {
        Cluster stopped = db().ended("db", 1, "n1", TaskState.COMPLETE);
        rules.given(stopped).concludesNo(NotRunning.class);
        rules.given(stopped.task("db", "", TaskState.PENDING)).concludes(new NotRunning(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-106", as = POSITIVE)
    void aGlobalServiceThatOnlyStartsDoesNotRun(RuleVerifier rules) {
        rules.given(db(db -> db.mode(ServiceMode.GLOBAL)).task("db", 0, "n1", TaskState.RUNNING, TaskState.STARTING))
                .concludes(new NotRunning(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-106", as = NEGATIVE)
    void aGlobalServiceThatFitsNoNodeIsNotMissed(RuleVerifier rules) {
        rules.given(db(db -> db.mode(ServiceMode.GLOBAL)));
        rules.given(db(db -> db.mode(ServiceMode.GLOBAL).updateState(UpdateState.UPDATING))
                .task("db", 0, "n1", TaskState.RUNNING, TaskState.STARTING));
    }

    @Test
    @Verifies(value = "ORC-RST-106", as = BOUNDARY)
    void oneRunningTaskOfAGlobalServiceIsEnough(RuleVerifier rules) {
        var starting = db(db -> db.mode(ServiceMode.GLOBAL)).task("db", 0, "n1", TaskState.RUNNING, TaskState.STARTING);
        rules.given(starting);
        rules.given(starting.task("db", 0, "n2", TaskState.RUNNING, TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-RST-107", as = POSITIVE)
    void aServiceThatHasNotRunForTooLongHasFailed(RuleVerifier rules) {
        rules.given(db(), NOT_RUNNING).concludes(new Failed(id("db")));
    }

    @Test
    @Verifies(value = "ORC-RST-107", as = NEGATIVE)
    void aServiceThatRunsHasNotFailed(RuleVerifier rules) {
        rules.given(db().running("db", "n1"), NOT_RUNNING);
    }

    @Test
    @Verifies(value = "ORC-RST-107", as = BOUNDARY)
    void aServiceHasFailedOnlyOnceTheTimeHasElapsed(RuleVerifier rules) {
        rules.given(db()).concludesNo(Failed.class).proposes();
        rules.given(db(), NOT_RUNNING).approves(new RestartService(id("db"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-501", as = POSITIVE)
    void theTimeIsTheRestartDelayAndThirtySeconds(RuleVerifier rules) {
        rules.given(db(db -> db.restartDelay(Duration.ofSeconds(7))))
                .concludes(new Timer("not running", new NotRunning(id("db")), Duration.ofSeconds(37)));
    }

    @Test
    @Verifies(value = "ORC-RST-501", as = NEGATIVE)
    void aServiceThatRunsIsNotTimed(RuleVerifier rules) {
        rules.given(db().running("db", "n1"));
    }

    @Test
    @Verifies(value = "ORC-RST-501", as = BOUNDARY)
    void onlyManagedServicesAreTimed(RuleVerifier rules) {
        rules.given(new Cluster().service("db"));
        rules.given(new Cluster().service("db").anchor("db", "db"));
    }

    @Test
    @Verifies(value = "ORC-RST-201", as = POSITIVE)
    void aFailedServiceIsToBeRestarted(RuleVerifier rules) {
        rules.given(failed()).approves(new RestartService(id("db"), Set.of()));
    }

    @Test
    void everyAttemptIsForTheSameCauseUntilTheOwnerChangesTheService() {
        RuleVerifier rules = RuleVerifier.ofPack();
        String cause = rules.given(failed()).proposals().get(0).cause();

        assertThat(rules.given(db().ended("db", 1, "n2", TaskState.FAILED).ended("db", 2, "n2", TaskState.FAILED))
                .proposals().get(0).cause()).isEqualTo(cause);
        assertThat(rules.given(db(db -> db.fingerprint("second")).ended("db", 1, "n1", TaskState.FAILED))
                .proposals().get(0).cause()).isNotEqualTo(cause);
    }

    @Test
    @Verifies(value = "ORC-RST-201", as = NEGATIVE)
    void aFailedServiceThatIsNotManagedIsLeftAlone(RuleVerifier rules) {
        rules.given(new Cluster().service("db").ended("db", 1, "n1", TaskState.FAILED)).proposes();
    }

    @Test
    @Verifies(value = "ORC-RST-201", as = BOUNDARY)
    void aServiceWithDataIsNotRestartedJustAnywhere(RuleVerifier rules) {
        rules.given(failed().mount("db", MountType.TMPFS, ""));
        rules.given(failed().mount("db", MountType.VOLUME, "data"));
        rules.given(db().ended("other", 1, "n1", TaskState.FAILED).ended("db", 1, "", TaskState.REJECTED)
                .mount("db", MountType.VOLUME, "data")).proposes(new RestartService(id("db"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-202", as = POSITIVE)
    void aFailedServiceWithDataIsRestartedBesideIt(RuleVerifier rules) {
        rules.given(failed().mount("db", MountType.VOLUME, "data")).approves(new RestartService(id("db"), Set.of(id("n1"))));
        rules.given(db(db -> db.replicas(2)).ended("db", 1, "n1", TaskState.FAILED).ended("db", 2, "n2", TaskState.FAILED)
                .mount("db", MountType.VOLUME, "data")).approves(new RestartService(id("db"), Set.of(id("n1"), id("n2"))));
    }

    @Test
    @Verifies(value = "ORC-RST-202", as = NEGATIVE)
    void aMovableServiceMayStartAnywhere(RuleVerifier rules) {
        rules.given(failed().mount("db", MountType.VOLUME, "data").serviceLabel("db", "orchestration.movable", "true"))
                .approves(new RestartService(id("db"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-202", as = BOUNDARY)
    void withoutAKnownNodeAServiceWithDataStaysDown(RuleVerifier rules) {
        rules.given(failed().mount("db", MountType.VOLUME, "data"));
        rules.given(db().ended("db", 1, "", TaskState.REJECTED).mount("db", MountType.VOLUME, "data"))
                .vetoes("ORC-GRD-326", "keeps data").approves();
    }

    @Test
    @Verifies(value = "ORC-RST-301", as = POSITIVE)
    void aFailedDependentWaitsForItsAnchor(RuleVerifier rules) {
        rules.given(failedWeb()).vetoes("ORC-RST-301", "db does not run").approves();
    }

    @Test
    @Verifies(value = "ORC-RST-301", as = NEGATIVE)
    void aFailedAnchorWaitsForNobody(RuleVerifier rules) {
        rules.given(failed().service("web").dependency("db", "web").running("web", "n1"))
                .approves(new RestartService(id("db"), Set.of()));
        rules.given(failedWeb(), new CyclicDependency(List.of("db", "web"))).approves(new RestartService(id("web"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-301", as = BOUNDARY)
    void theWaitEndsWhenTheAnchorRuns(RuleVerifier rules) {
        rules.given(failedWeb().task("db", "n1", TaskState.STARTING)).approves();
        rules.given(failedWeb().label("n1", "db", "true").running("db", "n1")).approves(new RestartService(id("web"), Set.of()));
    }

    /** The web has failed; its anchor, the cache, runs away from the database it follows. */
    private static Cluster webOfDisplacedCache(String nodeOfCache) {
        return db().service("cache").service("web").anchor("cache", "cache").dependency("db", "cache").dependency("cache", "web")
                .running("db", "n1").running("cache", nodeOfCache).ended("web", 1, "n2", TaskState.FAILED);
    }

    @Test
    @Verifies(value = "ORC-RST-302", as = POSITIVE)
    void aFailedDependentWaitsUntilItsAnchorIsInPlace(RuleVerifier rules) {
        rules.given(webOfDisplacedCache("n2")).vetoes("ORC-RST-302", "cache is displaced");
    }

    @Test
    @Verifies(value = "ORC-RST-302", as = NEGATIVE)
    void anAnchorThatFollowsNobodyIsInPlace(RuleVerifier rules) {
        rules.given(failedWeb().running("db", "n1"));
    }

    @Test
    @Verifies(value = "ORC-RST-302", as = BOUNDARY)
    void theWaitEndsWhenTheAnchorIsHome(RuleVerifier rules) {
        rules.given(webOfDisplacedCache("n2"));
        rules.given(webOfDisplacedCache("n1")).aboutServices().approves(new RestartService(id("web"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-303", as = POSITIVE)
    void aLongPullIsNotCutShort(RuleVerifier rules) {
        rules.given(db().task("db", "n1", TaskState.PREPARING), NOT_RUNNING).vetoes("ORC-RST-303", "db.1").approves();
        rules.given(db().task("db", "n1", TaskState.STARTING), NOT_RUNNING).vetoes("ORC-RST-303", "db.1").approves();
    }

    @Test
    @Verifies(value = "ORC-RST-303", as = NEGATIVE)
    void aTaskThatFindsNoNodeIsNotBeingStarted(RuleVerifier rules) {
        rules.given(db().task("db", "", TaskState.PENDING), NOT_RUNNING).approves(new RestartService(id("db"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-303", as = BOUNDARY)
    void aTaskIsBeingStartedFromItsPullOn(RuleVerifier rules) {
        rules.given(db().task("db", "n1", TaskState.ACCEPTED), NOT_RUNNING);
        rules.given(db().task("db", "n1", TaskState.PREPARING), NOT_RUNNING);
    }
}
