package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.AnchorRestarted;
import io.orcastra.facts.condition.OutlivedAnchor;
import io.orcastra.facts.condition.RunningWell;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dependents that restart with their anchor, and services that have recovered. */
@ExtendWith(VerifierExtension.class)
class RestartWithAnchorRulesTest {
    private static final RecentFailure RECENTLY = new RecentFailure("db.2", id("db"));

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").service("db").service("web", web -> web.replicas(2)).anchor("db", "db")
                .label("n1", "db", "true");
    }

    /** A task of the web is older than the failure of db.2, which db.3 replaced. */
    private static Cluster restarted() {
        return shop().running("web", "n1").ended("db", 1, "n1", TaskState.FAILED).running("db", "n1").with(RECENTLY);
    }

    private static Cluster global(String nodeOfNewTask) {
        return new Cluster().node("n1").node("n2").service("db", db -> db.mode(ServiceMode.GLOBAL)).service("web")
                .anchor("db", "db").running("web", "n1").ended("db", 0, "n1", TaskState.FAILED)
                .task("db", 0, nodeOfNewTask, TaskState.RUNNING, TaskState.RUNNING).with(RECENTLY);
    }

    @Test
    @Verifies(value = "ORC-RST-108", as = POSITIVE)
    void anAnchorRunsAgainAfterItFailed(RuleVerifier rules) {
        rules.given(restarted()).concludes(new AnchorRestarted(id("db"), "db.2", Cluster.EPOCH.plusSeconds(2)));
    }

    @Test
    @Verifies(value = "ORC-RST-108", as = NEGATIVE)
    void aNodeFailureOrAnOldFailureOrAnotherSlotIsNoRestart(RuleVerifier rules) {
        rules.given(shop().running("web", "n1").ended("db", 1, "n1", TaskState.SHUTDOWN).running("db", "n1").with(RECENTLY));
        rules.given(shop().running("web", "n1").ended("db", 1, "n1", TaskState.ORPHANED).running("db", "n1").with(RECENTLY));
        rules.given(shop().running("web", "n1").ended("db", 1, "n1", TaskState.FAILED).running("db", "n1"));
        rules.given(shop().running("web", "n1").ended("db", 2, "n1", TaskState.FAILED).running("db", "n1").with(RECENTLY));
    }

    @Test
    @Verifies(value = "ORC-RST-108", as = NEGATIVE)
    void aGlobalAnchorIsToldByNode(RuleVerifier rules) {
        rules.given(global("n1"));
        rules.given(global("n2"));
    }

    @Test
    @Verifies(value = "ORC-RST-108", as = BOUNDARY)
    void onlyATaskCreatedLaterReplacesTheFailedOne(RuleVerifier rules) {
        rules.given(restarted());
        rules.given(shop().running("web", "n1").with(new EndedTask("db.2", id("db"), 1, id("n1"), TaskState.FAILED, "",
                Cluster.EPOCH.plusSeconds(1), Cluster.EPOCH)).running("db", "n1").with(RECENTLY));
    }

    @Test
    @Verifies(value = "ORC-RST-109", as = POSITIVE)
    void aGlobalAnchorRunsAgainOnTheNode(RuleVerifier rules) {
        rules.given(global("n1")).concludes(new AnchorRestarted(id("db"), "db.2", Cluster.EPOCH.plusSeconds(2)));
    }

    @Test
    @Verifies(value = "ORC-RST-109", as = NEGATIVE)
    void aReplicatedAnchorIsToldBySlot(RuleVerifier rules) {
        rules.given(restarted());
    }

    @Test
    @Verifies(value = "ORC-RST-109", as = NEGATIVE)
    void aNodeFailureOrAnOldFailureIsNoRestartOfAGlobalAnchor(RuleVerifier rules) {
        rules.given(global(TaskState.SHUTDOWN, 1).with(RECENTLY));
        rules.given(global(TaskState.FAILED, 1));
    }

    @Test
    @Verifies(value = "ORC-RST-109", as = BOUNDARY)
    void onlyATaskOfAGlobalAnchorCreatedLaterReplacesTheFailedOne(RuleVerifier rules) {
        rules.given(global(TaskState.FAILED, 2).with(RECENTLY));
        rules.given(global(TaskState.FAILED, 1).with(RECENTLY));
        rules.given(global(TaskState.FAILED, 3).with(RECENTLY));
    }

    /** A global database of which a task ended that was created then; the one that runs on the same node is of second 2. */
    private static Cluster global(TaskState ended, int createdSecond) {
        Instant created = Cluster.EPOCH.plusSeconds(createdSecond);
        return new Cluster().node("n1").service("db", db -> db.mode(ServiceMode.GLOBAL)).service("web").service("log")
                .anchor("db", "db").running("web", "n1").running("log", "n1")
                .with(new EndedTask("db.2", id("db"), 0, id("n1"), ended, "", created, created))
                .task("db", 0, "n1", TaskState.RUNNING, TaskState.RUNNING);
    }

    @Test
    @Verifies(value = "ORC-RST-109", as = BOUNDARY)
    void aGlobalAnchorOnAnotherNodeReplacesNothing(RuleVerifier rules) {
        rules.given(global("n1"));
        rules.given(global("n2"));
    }

    @Test
    @Verifies(value = "ORC-RST-110", as = POSITIVE)
    void aDependentThatIsOlderHasOutlivedTheFailure(RuleVerifier rules) {
        rules.given(restarted().dependency("db", "web", true)).concludes(new OutlivedAnchor(id("web"), "db.2"));
    }

    @Test
    @Verifies(value = "ORC-RST-110", as = NEGATIVE)
    void withoutTheSettingDependentsAreLeftAlone(RuleVerifier rules) {
        rules.given(restarted().dependency("db", "web", false)).proposes();
        rules.given(shop().running("web", "n2").ended("db", 1, "n1", TaskState.FAILED).running("db", "n1").with(RECENTLY)
                .dependency("db", "web", true)).aboutServices().proposes(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-RST-110", as = BOUNDARY)
    void oneRestartEndsTheWish(RuleVerifier rules) {
        rules.given(restarted().dependency("db", "web", true)).approves(new RestartService(id("web"), Set.of(id("n1"))));
        rules.given(shop().ended("db", 1, "n1", TaskState.FAILED).running("db", "n1").running("web", "n1")
                .with(new RecentFailure("db.1", id("db"))).dependency("db", "web", true)).proposes();
    }

    @Test
    @Verifies(value = "ORC-RST-203", as = POSITIVE)
    void dependentsRestartWhereTheyAre(RuleVerifier rules) {
        rules.given(shop().running("web", "n1").ended("db", 1, "n1", TaskState.FAILED).running("db", "n1").running("db", "n2")
                .running("web", "n2").label("n2", "db", "true").with(RECENTLY).dependency("db", "web", true))
                .approves(new RestartService(id("web"), Set.of(id("n1"), id("n2"))));
    }

    @Test
    @Verifies(value = "ORC-RST-203", as = NEGATIVE)
    void nothingRestartsWhileTheAnchorDoesNotRunAgain(RuleVerifier rules) {
        rules.given(shop().running("web", "n1").ended("db", 1, "n1", TaskState.FAILED).task("db", "n1", TaskState.STARTING)
                .with(RECENTLY).dependency("db", "web", true)).proposes();
    }

    @Test
    @Verifies(value = "ORC-RST-203", as = BOUNDARY)
    void aReplicatedDependentIsPinnedWhileItRestarts(RuleVerifier rules) {
        rules.given(restarted().dependency("db", "web", true)).proposes(new RestartService(id("web"), Set.of(id("n1"))));
        rules.given(restarted().service("agent", agent -> agent.mode(ServiceMode.GLOBAL)).dependency("db", "agent", true));
    }

    /** The agent is global and older than the failure of db.2. */
    private static Cluster agent(ServiceMode mode) {
        return shop().service("agent", agent -> agent.mode(mode)).running("agent", "n1").ended("db", 1, "n1", TaskState.FAILED)
                .running("db", "n1").with(RECENTLY).dependency("db", "agent", true);
    }

    @Test
    @Verifies(value = "ORC-RST-204", as = POSITIVE)
    void aGlobalDependentRestartsWithoutAPin(RuleVerifier rules) {
        rules.given(agent(ServiceMode.GLOBAL)).approves(new RestartService(id("agent"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-RST-204", as = NEGATIVE)
    void aGlobalDependentThatIsYoungerIsLeftAlone(RuleVerifier rules) {
        rules.given(restarted().service("agent", agent -> agent.mode(ServiceMode.GLOBAL)).running("agent", "n1")
                .dependency("db", "agent", true)).proposes();
    }

    @Test
    @Verifies(value = "ORC-RST-204", as = BOUNDARY)
    void onlyAGlobalDependentNeedsNoPin(RuleVerifier rules) {
        rules.given(agent(ServiceMode.GLOBAL));
        rules.given(agent(ServiceMode.REPLICATED)).approves(new RestartService(id("agent"), Set.of(id("n1"))));
    }

    /** The web was mended and has this many running tasks on n1. */
    private static Cluster mended(int running) {
        var cluster = shop().dependency("db", "web").running("db", "n1").with(new Attempts(id("web"), "cause", 1));
        for (int task = 0; task < running; task++) {
            cluster.running("web", "n1");
        }
        return cluster;
    }

    private static Cluster mendedGlobal() {
        return new Cluster().node("n1").service("web", web -> web.mode(ServiceMode.GLOBAL))
                .running("web", "n1").with(new Attempts(id("web"), "cause", 1));
    }

    @Test
    @Verifies(value = "ORC-RST-111", as = POSITIVE)
    void aMendedServiceRunsWellWithAllItsReplicas(RuleVerifier rules) {
        rules.given(mended(2)).concludes(new RunningWell(id("web")));
        rules.given(mended(3)).concludes(new RunningWell(id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-111", as = NEGATIVE)
    void aServiceRunsNotWellWhileSomethingIsToBeDone(RuleVerifier rules) {
        rules.given(mended(1).running("web", "n2"));
        rules.given(mended(2), new InFlight(id("web"), "move"));
        rules.given(shop().dependency("db", "web").running("db", "n1").running("web", "n1").running("web", "n1"));
        rules.given(restarted().dependency("db", "web", true).running("web", "n1").with(new Attempts(id("web"), "cause", 1)));
    }

    @Test
    @Verifies(value = "ORC-RST-111", as = BOUNDARY)
    void oneReplicaShortIsNotWell(RuleVerifier rules) {
        rules.given(mended(1));
        rules.given(mended(2));
    }

    @Test
    @Verifies(value = "ORC-RST-112", as = POSITIVE)
    void aMendedGlobalServiceRunsWell(RuleVerifier rules) {
        rules.given(mendedGlobal()).concludes(new RunningWell(id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-112", as = NEGATIVE)
    void aGlobalServiceUnderWayIsNotWell(RuleVerifier rules) {
        rules.given(mendedGlobal(), new InFlight(id("web"), "restart"));
        rules.given(agent(ServiceMode.GLOBAL), new Attempts(id("agent"), "cause", 1));
    }

    @Test
    @Verifies(value = "ORC-RST-112", as = BOUNDARY)
    void aGlobalServiceThatStartsATaskIsNotWellYet(RuleVerifier rules) {
        rules.given(mendedGlobal());
        rules.given(mendedGlobal().node("n2").task("web", 0, "n2", TaskState.RUNNING, TaskState.STARTING));
    }

    @Test
    @Verifies(value = "ORC-RST-113", as = POSITIVE)
    void aServiceHasRecoveredAfterAWhile(RuleVerifier rules) {
        rules.given(mended(2), new Elapsed("running well", id("web"))).concludes(new Recovered(id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-113", as = NEGATIVE)
    void anotherServiceHasNotRecovered(RuleVerifier rules) {
        rules.given(mended(2), new Elapsed("running well", id("db")));
        rules.given(mended(1), new Elapsed("running well", id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-113", as = BOUNDARY)
    void aServiceHasNotRecoveredBeforeTheTimeHasElapsed(RuleVerifier rules) {
        rules.given(mended(2)).concludesNo(Recovered.class);
        rules.given(mended(2), new Elapsed("running well", id("web")));
    }

    @Test
    @Verifies(value = "ORC-RST-502", as = POSITIVE)
    void theWhileIsTenSeconds(RuleVerifier rules) {
        rules.given(mended(2)).concludes(new Timer("running well", id("web"), Duration.ofSeconds(10)));
    }

    @Test
    @Verifies(value = "ORC-RST-502", as = NEGATIVE)
    void aServiceThatWasNeverMendedIsNotTimed(RuleVerifier rules) {
        rules.given(shop().dependency("db", "web").running("db", "n1").running("web", "n1").running("web", "n1"));
    }

    @Test
    @Verifies(value = "ORC-RST-502", as = BOUNDARY)
    void theTimeStartsAnewWhenATaskIsMissing(RuleVerifier rules) {
        rules.given(mended(2));
        rules.given(mended(1));
    }
}
