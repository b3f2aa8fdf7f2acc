package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Contradictory;
import io.orcastra.facts.condition.DependentHome;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.GivenUp;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VerifierExtension.class)
class ColocationRulesTest {

    static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3").service("db").service("web")
                .anchor("db", "db").dependency("db", "web");
    }

    /** The database on n1, the web on n2. */
    static Cluster displaced() {
        return shop().running("db", "n1").running("web", "n2");
    }

    static Cluster twoAnchors() {
        return shop().service("cache").anchor("cache", "cache").dependency("cache", "web");
    }

    private static String cause(RuleVerifier rules, Cluster cluster) {
        return rules.given(cluster).aboutServices().proposals().get(0).cause();
    }

    static Displaced onlyDisplaced(RuleVerifier rules, Cluster cluster) {
        return rules.given(cluster).of(Displaced.class).get(0);
    }

    @Test
    @Verifies(value = "ORC-COL-101", as = POSITIVE)
    void aDependentFollowsItsAnchor(RuleVerifier rules) {
        assertThat(rules.given(shop()).of(Follows.class)).singleElement().satisfies(follows -> {
            assertThat(follows.dependentId()).isEqualTo(id("web"));
            assertThat(follows.anchorId()).isEqualTo(id("db"));
        });
    }

    @Test
    @Verifies(value = "ORC-COL-101", as = NEGATIVE)
    void aDependentInACircleFollowsNobody(RuleVerifier rules) {
        rules.given(shop(), new CyclicDependency(List.of("db", "web")));
    }

    @Test
    @Verifies(value = "ORC-COL-101", as = BOUNDARY)
    void aGlobalAnchorIsAtHomeEverywhere(RuleVerifier rules) {
        rules.given(displaced()).aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
        rules.given(new Cluster().node("n1").node("n2").service("db", db -> db.mode(ServiceMode.GLOBAL)).service("web")
                .dependency("db", "web").running("db", "n1").running("web", "n2")).aboutServices().proposes();
    }

    @Test
    @Verifies(value = "ORC-COL-101", as = BOUNDARY)
    void whatIsOnEveryNodeOrComesToAnEndFollowsNobody(RuleVerifier rules) {
        for (ServiceMode mode : ServiceMode.values()) {
            var given = rules.given(new Cluster().node("n1").node("n2").service("db").service("web", web -> web.mode(mode))
                    .dependency("db", "web").running("db", "n1").running("web", "n2")).of(Follows.class);
            assertThat(given).as("%s", mode).hasSize(mode == ServiceMode.REPLICATED ? 1 : 0);
        }
    }

    @Test
    @Verifies(value = "ORC-COL-102", as = POSITIVE)
    void homeOfADependentIsWhereItsAnchorRuns(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").running("db", "n2"))
                .concludes(new DependentHome(id("web"), id("n1")), new DependentHome(id("web"), id("n2")));
    }

    @Test
    @Verifies(value = "ORC-COL-102", as = NEGATIVE)
    void aNodeThatIsNotReadyIsNoHome(RuleVerifier rules) {
        rules.given(shop().node("n4", NodeStatus.UNKNOWN).running("db", "n4"));
    }

    @Test
    @Verifies(value = "ORC-COL-102", as = BOUNDARY)
    void withTwoAnchorsHomeIsWhereBothRun(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1").running("db", "n2").running("cache", "n2").running("cache", "n3"))
                .concludes(new DependentHome(id("web"), id("n2")))
                .doesNotConclude(new DependentHome(id("web"), id("n1")), new DependentHome(id("web"), id("n3")));
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2")).concludesNo(DependentHome.class);
    }

    @Test
    @Verifies(value = "ORC-COL-103", as = POSITIVE)
    void aTaskOutsideHomeIsDisplaced(RuleVerifier rules) {
        assertThat(onlyDisplaced(rules, displaced()).home()).containsExactly(id("n1"));
        assertThat(onlyDisplaced(rules, displaced().running("db", "n3").running("web", "n1")).home())
                .containsExactly(id("n1"), id("n3"));
    }

    @Test
    @Verifies(value = "ORC-COL-103", as = NEGATIVE)
    void nobodyIsDisplacedWhileTheAnchorRunsNowhere(RuleVerifier rules) {
        rules.given(shop().running("web", "n2"));
        rules.given(shop().task("db", "n1", TaskState.STARTING).running("web", "n2"));
        rules.given(twoAnchors().running("db", "n1").running("web", "n2"));
    }

    @Test
    @Verifies(value = "ORC-COL-103", as = BOUNDARY)
    void oneTaskOutsideHomeIsEnough(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").running("web", "n1").running("web", "n1")).aboutServices().proposes();
        rules.given(shop().running("db", "n1").running("web", "n1").running("web", "n2"))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    void anotherHomeOrAnotherRevisionIsAnotherDisplacement() {
        RuleVerifier rules = RuleVerifier.ofPack();
        String identity = onlyDisplaced(rules, displaced()).identity();

        assertThat(onlyDisplaced(rules, displaced().label("n1", "zone", "a")).identity()).isEqualTo(identity);
        assertThat(onlyDisplaced(rules, shop().running("db", "n1").running("db", "n1").running("web", "n2")).identity())
                .as("another task in the same home").isEqualTo(identity);
        assertThat(onlyDisplaced(rules, shop().running("db", "n3").running("web", "n2")).identity()).isNotEqualTo(identity);
        var other = new Cluster().node("n1").node("n2").service("db").service("web", web -> web.fingerprint("second"))
                .anchor("db", "db").running("db", "n1").running("web", "n2");
        String changed = onlyDisplaced(rules, other.dependency("db", "web")).identity();
        assertThat(changed).isNotEqualTo(identity);
    }

    @Test
    void anAnchorThatWentToAndFroIsAnotherCause() {
        RuleVerifier rules = RuleVerifier.ofPack();
        String before = cause(rules, displaced());

        assertThat(cause(rules, displaced().running("other", "n1"))).isEqualTo(before);
        assertThat(cause(rules, shop().running("other", "n1").running("db", "n1").running("web", "n2")))
                .as("another task of the anchor on the same node").isNotEqualTo(before);
    }

    @Test
    @Verifies(value = "ORC-COL-104", as = POSITIVE)
    void aDependentIsGivenUpInTheEnd(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", displaced))
                .concludes(new GivenUp(id("web"), displaced.identity()));
    }

    @Test
    @Verifies(value = "ORC-COL-104", as = NEGATIVE)
    void whatElapsedForAnotherHomeDoesNotCount(RuleVerifier rules) {
        Displaced elsewhere = onlyDisplaced(RuleVerifier.ofPack(), shop().running("db", "n3").running("web", "n2"));
        rules.given(displaced(), new Elapsed("displaced", elsewhere));
    }

    @Test
    @Verifies(value = "ORC-COL-104", as = BOUNDARY)
    void onlyTheTimerOfDisplacementCounts(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", displaced));
        rules.given(displaced(), new Elapsed("running well", displaced));
    }

    @Test
    @Verifies(value = "ORC-COL-105", as = POSITIVE)
    void anchorsThatShareNoNodeAreContradictory(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2").running("web", "n3"))
                .concludes(new Contradictory(id("web"))).aboutServices().proposes();
    }

    @Test
    @Verifies(value = "ORC-COL-105", as = NEGATIVE)
    void anAnchorThatRunsNowhereContradictsNobody(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1"));
        rules.given(shop());
    }

    @Test
    @Verifies(value = "ORC-COL-105", as = BOUNDARY)
    void oneNodeInCommonIsEnough(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2").running("cache", "n3"));
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2").running("cache", "n1"));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = POSITIVE)
    void aDisplacementIsTimed(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced()).concludes(new Timer("displaced", displaced, Duration.ofMinutes(10)));
        var others = new Dependency("db", "other", false, List.of(), Duration.ofMinutes(11));
        assertThat(rules.given(displaced().service("other").running("other", "n1"), others).of(Timer.class))
                .containsExactly(new Timer("displaced", displaced, Duration.ofMinutes(10)));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = NEGATIVE)
    void whatIsInPlaceIsNotTimed(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").running("web", "n1"));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = BOUNDARY)
    void theMostPatientDependencyCounts(RuleVerifier rules) {
        var patient = new Dependency("cache", "web", false, List.of(), Duration.ofMinutes(11));
        rules.given(shop().service("cache").anchor("cache", "cache").with(patient)
                .running("db", "n1").running("cache", "n1").running("web", "n1"));
        var firing = rules.given(shop().service("cache").anchor("cache", "cache").with(patient)
                .running("db", "n1").running("cache", "n1").running("web", "n2"));
        assertThat(firing.of(Timer.class)).extracting(Timer::lasting).containsExactly(Duration.ofMinutes(11));
    }

    static HeldTimer held(String dependent) {
        return new HeldTimer("displaced", id(dependent));
    }

    @Test
    @Verifies(value = "ORC-COL-502", as = POSITIVE)
    void whileAnAnchorDoesNotRunTheTimeWaits(RuleVerifier rules) {
        rules.given(shop().running("web", "n2")).concludes(held("web"));
        rules.given(twoAnchors().running("db", "n1").running("web", "n3")).concludes(held("web"));
    }

    @Test
    @Verifies(value = "ORC-COL-502", as = NEGATIVE)
    void whileAnchorsRunTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldTimer.class);
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2").running("web", "n3"))
                .concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-COL-502", as = BOUNDARY)
    void anAnchorThatStartsDoesNotRunYet(RuleVerifier rules) {
        rules.given(shop().task("db", "n1", TaskState.STARTING).running("web", "n2")).concludes(held("web"));
        rules.given(shop().running("db", "n1").running("web", "n2")).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-COL-503", as = POSITIVE)
    void whileTheDependentDoesNotRunTheTimeWaits(RuleVerifier rules) {
        rules.given(shop().running("db", "n1")).concludes(held("web"));
    }

    @Test
    @Verifies(value = "ORC-COL-503", as = NEGATIVE)
    void whileTheDependentRunsTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldTimer.class);
        rules.given(shop().running("db", "n1").running("web", "n1")).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-COL-503", as = BOUNDARY)
    void oneRunningTaskIsEnough(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").task("web", "n2", TaskState.STARTING)).concludes(held("web"));
        rules.given(displaced().task("web", "n2", TaskState.STARTING)).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-COL-504", as = POSITIVE)
    void whileADependentIsMovedTheTimeWaits(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").running("web", "n1"), new InFlight(id("web"), "MoveService"))
                .concludes(held("web"));
    }

    @Test
    @Verifies(value = "ORC-COL-504", as = NEGATIVE)
    void anActionOnAnotherServiceHoldsNothing(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldTimer.class);
        rules.given(displaced(), new InFlight(id("db"), "RestartService")).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-COL-504", as = BOUNDARY)
    void onlyDependentsAreTimed(RuleVerifier rules) {
        var alone = new Cluster().node("n1").service("web").running("web", "n1").with(new InFlight(id("web"), "MoveService"));
        rules.given(alone).concludesNo(HeldTimer.class);
        rules.given(displaced(), new InFlight(id("web"), "MoveService")).concludes(held("web"));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = BOUNDARY)
    void inAnHourThatIsSpentNoTimeBeginsForWhatWasNotTried(RuleVerifier rules) {
        rules.given(displaced(), new HourSpent(Cluster.EPOCH)).concludesNo(Timer.class);
        assertThat(rules.given(displaced(), new HourSpent(Cluster.EPOCH), new FailedMove(id("web"), Cluster.EPOCH))
                .of(Timer.class)).hasSize(1);
    }

    @Test
    @Verifies(value = "ORC-COL-201", as = POSITIVE)
    void aDisplacedDependentIsToBeMovedHome(RuleVerifier rules) {
        rules.given(displaced()).aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
        rules.given(displaced().constraint("web", "node.labels.db", "true"))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-COL-201", as = NEGATIVE)
    void aDependentAtHomeIsLeftAlone(RuleVerifier rules) {
        rules.given(shop().running("db", "n1").running("web", "n1")).aboutServices().proposes();
        rules.given(displaced(), new CyclicDependency(List.of("web", "db"))).aboutServices().proposes();
    }

    @Test
    @Verifies(value = "ORC-COL-201", as = BOUNDARY)
    void aDependentWhoseTaskDoesNotRunYetIsNotMoved(RuleVerifier rules) {
        rules.given(displaced());
        rules.given(shop().running("db", "n1").task("web", "n2", TaskState.STARTING)).aboutServices().proposes();
    }

    @Test
    @Verifies(value = "ORC-COL-202", as = POSITIVE)
    void aPinThatCameBackIsTakenOff(RuleVerifier rules) {
        rules.given(new Cluster().service("web").constraint("web", "node.id", "n7"), new KnownPin(id("web"), "node.id==n7"))
                .aboutServices().approves(new RestorePreviousSpec(id("web")));
    }

    @Test
    @Verifies(value = "ORC-COL-202", as = NEGATIVE)
    void aPinOfTheOwnersIsNoneOfOurs(RuleVerifier rules) {
        rules.given(new Cluster().service("web").constraint("web", "node.id", "n8"), new KnownPin(id("web"), "node.id==n7"));
        rules.given(new Cluster().service("web").constraint("web", "node.id", "n7"), new KnownPin(id("db"), "node.id==n7"));
    }

    @Test
    @Verifies(value = "ORC-COL-202", as = BOUNDARY)
    void aPinOfAnActionUnderWayStays(RuleVerifier rules) {
        var cluster = new Cluster().service("web").constraint("web", "node.id", "n7").with(new KnownPin(id("web"), "node.id==n7"));
        rules.given(cluster);
        rules.given(cluster, new InFlight(id("web"), "move")).aboutServices().proposes();
    }
}
