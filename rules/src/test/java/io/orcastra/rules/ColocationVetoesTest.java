package io.orcastra.rules;

import static io.orcastra.rules.ColocationRulesTest.displaced;
import static io.orcastra.rules.ColocationRulesTest.onlyDisplaced;
import static io.orcastra.rules.ColocationRulesTest.shop;
import static io.orcastra.rules.ColocationRulesTest.twoAnchors;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.PreviousSpecDropped;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a displaced dependent waits, and what is found out about it. */
@ExtendWith(VerifierExtension.class)
class ColocationVetoesTest {

    @Test
    @Verifies(value = "ORC-COL-301", as = POSITIVE)
    void aDependentThatStartsIsNotMovedYet(RuleVerifier rules) {
        rules.given(displaced().task("web", "n1", TaskState.PREPARING))
                .vetoes("ORC-COL-301", "web is starting").aboutServices().approves();
    }

    @Test
    @Verifies(value = "ORC-COL-301", as = NEGATIVE)
    void aDependentThatRunsDoesNotStart(RuleVerifier rules) {
        rules.given(displaced());
        rules.given(displaced().service("other").task("other", "", TaskState.PENDING));
    }

    @Test
    @Verifies(value = "ORC-COL-301", as = BOUNDARY)
    void aTaskThatIsOnlyMeantToBeReadyStartsToo(RuleVerifier rules) {
        rules.given(displaced().task("web", 2, "n1", TaskState.READY, TaskState.READY)).aboutServices().approves();
        rules.given(displaced().task("web", 2, "n1", TaskState.RUNNING, TaskState.FAILED))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-COL-302", as = POSITIVE)
    void aDependentWaitsForItsAnchorToStart(RuleVerifier rules) {
        rules.given(displaced().task("db", "", TaskState.PENDING))
                .vetoes("ORC-COL-302", "db is starting").aboutServices().approves();
    }

    @Test
    @Verifies(value = "ORC-COL-302", as = NEGATIVE)
    void anotherAnchorMayStart(RuleVerifier rules) {
        rules.given(displaced().service("cache").anchor("cache", "cache").task("cache", "n1", TaskState.STARTING))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-COL-302", as = BOUNDARY)
    void anAnchorStartsUntilItRuns(RuleVerifier rules) {
        rules.given(displaced().task("db", "n1", TaskState.STARTING));
        rules.given(displaced().task("db", "n1", TaskState.RUNNING))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    /** The cache follows the database, the web follows the cache: both are away. */
    private static Cluster chain() {
        return new Cluster().node("n1").node("n2").node("n3").service("db").service("cache").service("web")
                .anchor("db", "db").anchor("cache", "cache").dependency("db", "cache").dependency("cache", "web")
                .running("db", "n1").running("cache", "n2").running("web", "n3");
    }

    @Test
    @Verifies(value = "ORC-COL-303", as = POSITIVE)
    void aChainIsMovedFromItsHead(RuleVerifier rules) {
        rules.given(chain())
                .vetoes("ORC-COL-303", "cache").aboutServices().approves(new MoveService(id("cache"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-COL-303", as = NEGATIVE)
    void anAnchorInPlaceIsFollowedAtOnce(RuleVerifier rules) {
        rules.given(displaced());
    }

    @Test
    @Verifies(value = "ORC-COL-303", as = BOUNDARY)
    void anAnchorThatWasGivenUpIsFollowedWhereItIs(RuleVerifier rules) {
        rules.given(chain());
        Displaced cache = RuleVerifier.ofPack().given(chain()).of(Displaced.class).stream()
                .filter(one -> one.dependentId().equals(id("cache"))).findFirst().orElseThrow();
        rules.given(chain(), new Elapsed("displaced", cache))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n2"))));
    }

    @Test
    @Verifies(value = "ORC-COL-304", as = POSITIVE)
    void aDependentThatWasGivenUpIsLeftAlone(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", displaced))
                .vetoes("ORC-COL-304", "given up").aboutServices().approves();
    }

    @Test
    @Verifies(value = "ORC-COL-304", as = NEGATIVE)
    void aDisplacementThatIsYoungIsMended(RuleVerifier rules) {
        rules.given(displaced()).aboutServices().approves(new MoveService(id("web"), Set.of(id("n1"))));
    }

    @Test
    @Verifies(value = "ORC-COL-304", as = BOUNDARY)
    void anotherHomeIsANewChance(RuleVerifier rules) {
        Displaced before = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", before));
        rules.given(shop().running("db", "n3").running("web", "n2"), new Elapsed("displaced", before))
                .aboutServices().approves(new MoveService(id("web"), Set.of(id("n3"))));
    }

    @Test
    @Verifies(value = "ORC-COL-401", as = POSITIVE)
    void givingUpIsLoud(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", displaced)).finds("ORC-COL-401", "web could not");
    }

    @Test
    @Verifies(value = "ORC-COL-401", as = NEGATIVE)
    void aMoveThatIsStillTriedIsNoFinding(RuleVerifier rules) {
        rules.given(displaced());
    }

    @Test
    @Verifies(value = "ORC-COL-401", as = BOUNDARY)
    void theFindingEndsWhenTheDependentIsHome(RuleVerifier rules) {
        Displaced displaced = onlyDisplaced(RuleVerifier.ofPack(), displaced());
        rules.given(displaced(), new Elapsed("displaced", displaced));
        rules.given(shop().running("db", "n1").running("web", "n1"), new Elapsed("displaced", displaced));
    }

    @Test
    @Verifies(value = "ORC-COL-402", as = POSITIVE)
    void contradictoryAnchorsAreFound(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2")).finds("ORC-COL-402", "web follows");
    }

    @Test
    @Verifies(value = "ORC-COL-402", as = NEGATIVE)
    void oneAnchorContradictsNobody(RuleVerifier rules) {
        rules.given(displaced());
    }

    @Test
    @Verifies(value = "ORC-COL-402", as = BOUNDARY)
    void anchorsThatMeetContradictNobodyAnyMore(RuleVerifier rules) {
        rules.given(twoAnchors().running("db", "n1").running("cache", "n2"));
        rules.given(twoAnchors().running("db", "n1").running("cache", "n1"));
    }

    @Test
    @Verifies(value = "ORC-COL-403", as = POSITIVE)
    void aCircleIsFound(RuleVerifier rules) {
        rules.given(shop().dependency("web", "db"), new CyclicDependency(List.of("db", "web")))
                .finds("ORC-COL-403", "is in a circle of dependencies: [db, web]");
    }

    @Test
    @Verifies(value = "ORC-COL-403", as = NEGATIVE)
    void aChainIsNoCircle(RuleVerifier rules) {
        rules.given(chain());
    }

    @Test
    @Verifies(value = "ORC-COL-403", as = BOUNDARY)
    void aDependentOutsideTheCircleIsNotBlamed(RuleVerifier rules) {
        rules.given(shop(), new CyclicDependency(List.of("other", "db")));
        rules.given(shop(), new CyclicDependency(List.of("other", "web")));
    }

    @Test
    @Verifies(value = "ORC-COL-404", as = POSITIVE)
    void aDependentThatIsNotInTheSwarmIsFound(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("db").dependency("db", "web")).finds("ORC-COL-404", "web");
    }

    @Test
    @Verifies(value = "ORC-COL-404", as = NEGATIVE)
    void aDependentInTheSwarmIsNoFinding(RuleVerifier rules) {
        rules.given(shop());
    }

    @Test
    @Verifies(value = "ORC-COL-404", as = BOUNDARY)
    void noDependentIsMissedBeforeTheSwarmWasSeen(RuleVerifier rules) {
        rules.given(new Cluster().dependency("db", "web"));
        rules.given(new Cluster().node("n1").dependency("db", "web"));
    }

    @Test
    @Verifies(value = "ORC-COL-405", as = POSITIVE)
    void aPreviousSpecThatIsNotKeptIsFound(RuleVerifier rules) {
        rules.given(shop(), new PreviousSpecDropped(id("web"), "it is too large"))
                .finds("ORC-COL-405", "a rollback of web would end with its present version").finds("ORC-COL-405", "too large");
    }

    @Test
    @Verifies(value = "ORC-COL-405", as = NEGATIVE)
    void aKnownPinAloneIsNoFinding(RuleVerifier rules) {
        rules.given(shop(), new KnownPin(id("web"), "node.id==n7"));
    }

    @Test
    @Verifies(value = "ORC-COL-405", as = BOUNDARY)
    void ofAServiceThatIsGoneNothingIsMissed(RuleVerifier rules) {
        rules.given(shop(), new PreviousSpecDropped(id("gone"), "it is too large"));
        rules.given(shop().service("gone"), new PreviousSpecDropped(id("gone"), "it is too large"));
    }
}
