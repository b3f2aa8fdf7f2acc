package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An anchor and all that follow it move as one or not at all. */
@ExtendWith(VerifierExtension.class)
class SetRulesTest {
    private static final Instant MOVED = Cluster.EPOCH.plusSeconds(60);
    private static final Relocated AWAY =
            new Relocated(id("db"), "memory", Set.of(id("n1")), Set.of(id("n2")), MOVED);
    private static final Relocated BACK =
            new Relocated(id("db"), "bring back first", Set.of(id("n2")), Set.of(id("n1")), MOVED);
    private static final Relocate RETURN =
            new Relocate(id("db"), id("n2"), Set.of(id("n1")), 0, Goal.BRING_BACK, 1);

    /** The web follows the database, the proxy the web. */
    private static Cluster shop() {
        return swarm().service("db").service("web").service("proxy").anchor("db", "db").anchor("web", "web")
                .dependency("db", "web").dependency("web", "proxy");
    }

    /** The database was moved, the web did not come along. */
    private static Cluster torn() {
        return shop().running("db", "n2").running("web", "n1").running("proxy", "n1");
    }

    private static Attempts attempts(String service, int count) {
        return new Attempts(id(service), "cause", count);
    }

    private static FailedMove failed(int seconds) {
        return new FailedMove(id("web"), MOVED.plusSeconds(seconds));
    }

    private static Proposal wish(String service, Goal goal) {
        return new Proposal("ORC-TST-201", new Relocate(id(service), id("n1"), Set.of(), 1, goal, 2), "cause", "a test");
    }

    @Test
    @Verifies(value = "ORC-COL-106", as = POSITIVE)
    void aDependentMovesWithItsAnchor(RuleVerifier rules) {
        rules.given(shop()).concludes(new MovesWith(id("db"), id("web")), new MovesWith(id("web"), id("proxy")));
    }

    @Test
    @Verifies(value = "ORC-COL-106", as = NEGATIVE)
    void withoutDependencyNobodyMovesAlong(RuleVerifier rules) {
        rules.given(swarm().service("db").service("web")).concludesNo(MovesWith.class);
    }

    @Test
    @Verifies(value = "ORC-COL-106", as = BOUNDARY)
    void aDependentMovesAlongOnceItIsThere(RuleVerifier rules) {
        rules.given(swarm().service("db").dependency("db", "web"));
        rules.given(swarm().service("db").dependency("db", "web").service("web"));
    }

    @Test
    @Verifies(value = "ORC-COL-107", as = POSITIVE)
    void whatFollowsADependentMovesAsWell(RuleVerifier rules) {
        rules.given(shop()).concludes(new MovesWith(id("db"), id("proxy")));
    }

    @Test
    @Verifies(value = "ORC-COL-107", as = NEGATIVE)
    void twoDependentsOfOneAnchorDoNotFollowEachOther(RuleVerifier rules) {
        rules.given(swarm().service("db").service("web").service("api").dependency("db", "web").dependency("db", "api"))
                .doesNotConclude(new MovesWith(id("web"), id("api")));
    }

    @Test
    @Verifies(value = "ORC-COL-107", as = BOUNDARY)
    void aChainHasThreeLinks(RuleVerifier rules) {
        rules.given(swarm().service("db").service("web").dependency("db", "web"));
        rules.given(shop());
    }

    /** One more behind the proxy, and one behind that. */
    private static Cluster chain(String... more) {
        Cluster chain = shop();
        String last = "proxy";
        for (String next : more) {
            chain.service(next).dependency(last, next);
            last = next;
        }
        return chain;
    }

    @Test
    @Verifies(value = "ORC-COL-108", as = POSITIVE)
    void theThirdInAChainMovesAsWell(RuleVerifier rules) {
        rules.given(chain("cache")).concludes(new MovesWith(id("db"), id("cache")));
    }

    @Test
    @Verifies(value = "ORC-COL-108", as = NEGATIVE)
    void aChainOfTwoHasNoThird(RuleVerifier rules) {
        rules.given(shop());
    }

    @Test
    @Verifies(value = "ORC-COL-108", as = BOUNDARY)
    void aChainThatEndsAtItsAnchorIsACircle(RuleVerifier rules) {
        rules.given(shop().dependency("proxy", "db")).doesNotConclude(new MovesWith(id("db"), id("db")));
        rules.given(chain("cache"));
    }

    @Test
    @Verifies(value = "ORC-COL-309", as = POSITIVE)
    void aLongChainStays(RuleVerifier rules) {
        rules.given(chain("cache", "search"), wish("db", Goal.RELIEVE_MEMORY)).vetoes("ORC-COL-309", "more than three");
    }

    @Test
    @Verifies(value = "ORC-COL-309", as = NEGATIVE)
    void aServiceWithoutChainMoves(RuleVerifier rules) {
        rules.given(swarm().service("db"), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-309", as = BOUNDARY)
    void threeLinksAreNotTooMany(RuleVerifier rules) {
        rules.given(chain("cache"), wish("db", Goal.RELIEVE_MEMORY));
        rules.given(chain("cache", "search"), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = POSITIVE)
    void anAnchorComesBackWhenOneCouldNotFollow(RuleVerifier rules) {
        rules.given(torn(), AWAY, failed(5), attempts("web", 3)).concludes(new Proposal("ORC-COL-203", RETURN, "bring back first",
                "a service that follows db could not follow it"));
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = NEGATIVE)
    void whileTheyFollowTheAnchorStays(RuleVerifier rules) {
        rules.given(torn(), AWAY);
        rules.given(torn(), BACK, failed(5), attempts("web", 3));
        rules.given(shop().running("db", "n2").running("web", "n2").running("proxy", "n2"), AWAY, failed(5), attempts("web", 3));
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = BOUNDARY)
    void anOlderFailureIsNotItsFault(RuleVerifier rules) {
        rules.given(torn(), AWAY, failed(0), attempts("web", 3));
        rules.given(torn(), AWAY, failed(1), attempts("web", 3));
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = BOUNDARY)
    void theFirstTwoFailuresOfADependentAreItsOwn(RuleVerifier rules) {
        rules.given(torn(), AWAY, failed(1), attempts("web", 2));
        rules.given(torn(), AWAY, failed(1), attempts("proxy", 3));
        rules.given(torn(), AWAY, failed(1), attempts("web", 3));
    }

    private static Elapsed tooLong(String timer) {
        return tooLong(timer, "web", torn());
    }

    private static Elapsed tooLong(String timer, String service, Cluster cluster) {
        return new Elapsed(timer, RuleVerifier.ofPack().given(cluster, AWAY).of(Displaced.class).stream()
                .filter(one -> one.dependentId().equals(id(service))).findFirst().orElseThrow());
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = POSITIVE)
    void anAnchorComesBackWhenOneIsGivenUp(RuleVerifier rules) {
        rules.given(torn(), AWAY, tooLong("displaced")).concludes(new Proposal("ORC-COL-204", RETURN, "bring back first",
                "web, which follows it, was given up"));
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = POSITIVE)
    void anAnchorComesBackForOneThatFollowsItsDependent(RuleVerifier rules) {
        Cluster proxyLeft = shop().running("db", "n2").running("web", "n2").running("proxy", "n1");
        rules.given(proxyLeft, AWAY, tooLong("displaced", "proxy", proxyLeft)).concludes(new Proposal("ORC-COL-204", RETURN,
                "bring back first", "proxy, which follows it, was given up"));
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = NEGATIVE)
    void anAnchorThatWasNotMovedByUsDoesNot(RuleVerifier rules) {
        rules.given(torn(), tooLong("displaced"));
        rules.given(torn(), BACK, tooLong("displaced"));
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = BOUNDARY)
    void oneThatStillHasTimeIsWaitedFor(RuleVerifier rules) {
        rules.given(torn(), AWAY, tooLong("starting"));
        rules.given(torn(), AWAY, tooLong("displaced"));
    }

    @Test
    @Verifies(value = "ORC-COL-305", as = POSITIVE)
    void aDependentIsNotRelocatedAlone(RuleVerifier rules) {
        rules.given(shop(), wish("web", Goal.RELIEVE_MEMORY)).vetoes("ORC-COL-305", "follows db");
    }

    @Test
    @Verifies(value = "ORC-COL-305", as = NEGATIVE)
    void anAnchorIsRelocated(RuleVerifier rules) {
        rules.given(shop(), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-305", as = BOUNDARY)
    void aServiceIsADependentWhileItsAnchorIsThere(RuleVerifier rules) {
        rules.given(swarm().service("web").dependency("db", "web"), wish("web", Goal.SPREAD));
        rules.given(swarm().service("web").dependency("db", "web").service("db"), wish("web", Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-COL-306", as = POSITIVE)
    void oneThatCannotFollowKeepsThemAll(RuleVerifier rules) {
        rules.given(shop().mount("proxy", MountType.VOLUME, "data"), wish("db", Goal.AVERT_EXHAUSTION))
                .vetoes("ORC-COL-306", "proxy keeps data on its node");
    }

    @Test
    @Verifies(value = "ORC-COL-306", as = NEGATIVE)
    void whereAllCanFollowTheAnchorMoves(RuleVerifier rules) {
        rules.given(shop(), wish("db", Goal.AVERT_EXHAUSTION)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-COL-306", as = BOUNDARY)
    void whatComesBackAsksNobody(RuleVerifier rules) {
        rules.given(shop().mount("web", MountType.VOLUME, "data"), wish("db", Goal.PREFERENCE));
        rules.given(shop().mount("web", MountType.VOLUME, "data"), wish("db", Goal.BRING_BACK)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-COL-307", as = POSITIVE)
    void aDependentOfTwoAnchorsKeepsBoth(RuleVerifier rules) {
        rules.given(shop().service("store").dependency("store", "web"), wish("db", Goal.RELIEVE_MEMORY))
                .vetoes("ORC-COL-307", "web, which follows it, follows store as well");
    }

    @Test
    @Verifies(value = "ORC-COL-307", as = NEGATIVE)
    void aDependentOfOneAnchorDoesNot(RuleVerifier rules) {
        rules.given(shop(), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-307", as = BOUNDARY)
    void twoAnchorsOfOneSetMoveTogether(RuleVerifier rules) {
        rules.given(shop().service("store").dependency("store", "proxy"), wish("db", Goal.RELIEVE_MEMORY));
        rules.given(shop().dependency("db", "proxy"), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-308", as = POSITIVE)
    void whatWasBroughtBackStaysForAnHour(RuleVerifier rules) {
        rules.given(shop(), BACK, wish("db", Goal.RELIEVE_MEMORY)).vetoes("ORC-COL-308", "within the hour");
    }

    @Test
    @Verifies(value = "ORC-COL-308", as = NEGATIVE)
    void whatWasNotMovedMayBe(RuleVerifier rules) {
        rules.given(shop(), wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-308", as = BOUNDARY)
    void aMoveForAnotherReasonIsNoReturn(RuleVerifier rules) {
        rules.given(shop(), AWAY, wish("db", Goal.RELIEVE_MEMORY));
        rules.given(shop(), BACK, wish("db", Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-COL-106", as = NEGATIVE)
    void nobodyMovesWithItself(RuleVerifier rules) {
        rules.given(swarm().service("db").dependency("db", "db")).concludesNo(MovesWith.class);
    }

    @Test
    @Verifies(value = "ORC-COL-107", as = NEGATIVE)
    void withoutRebalancingNoChainMoves(RuleVerifier rules) {
        Cluster calm = new Cluster().service("db").service("web").service("proxy").service("cache");
        rules.given(calm.dependency("db", "web").dependency("web", "proxy").dependency("proxy", "cache"))
                .concludesNo(MovesWith.class);
        rules.given(swarm().service("db").service("web").dependency("db", "web").dependency("web", "db"))
                .doesNotConclude(new MovesWith(id("db"), id("db")));
    }

    /** The database is no longer where it was moved to, and something else is there. */
    private static Cluster goneOn() {
        return shop().node("n3").service("other").running("other", "n2").running("db", "n3").running("web", "n1")
                .running("proxy", "n1");
    }

    private static Object[] given(Cluster cluster, Relocated move) {
        return new Object[] {move, failed(5), attempts("web", 3), tooLong("displaced", "web", cluster)};
    }

    @Test
    @Verifies(value = "ORC-COL-203", as = NEGATIVE)
    void anAnchorThatWentOnOrWasBroughtThereOrFollowsItselfStays(RuleVerifier rules) {
        staysWhereItIs(rules);
    }

    @Test
    @Verifies(value = "ORC-COL-204", as = NEGATIVE)
    void anAnchorThatWentOnOrWasBroughtThereOrFollowsItselfStaysForTheOneGivenUp(RuleVerifier rules) {
        staysWhereItIs(rules);
    }

    private static void staysWhereItIs(RuleVerifier rules) {
        rules.given(goneOn(), given(goneOn(), AWAY));
        rules.given(torn(), given(torn(), new Relocated(id("db"), "bring back first", AWAY.from(), AWAY.to(), MOVED)));
        Cluster follower = torn().service("base").dependency("base", "db").running("base", "n2");
        rules.given(follower, given(follower, AWAY));
    }

    @Test
    @Verifies(value = "ORC-COL-305", as = NEGATIVE)
    void aDependentIsMovedToItsAnchor(RuleVerifier rules) {
        rules.given(shop(), new Proposal("ORC-TST-201", new MoveService(id("web"), Set.of(id("n1"))), "cause", "a test"));
    }

    @Test
    @Verifies(value = "ORC-COL-307", as = BOUNDARY)
    void anotherAnchorMayMoveWithSomebodyElse(RuleVerifier rules) {
        Cluster two = shop().service("store").dependency("store", "web").service("top").dependency("top", "store");
        rules.given(two, wish("db", Goal.RELIEVE_MEMORY));
        rules.given(two, wish("db", Goal.BRING_BACK));
    }

    @Test
    @Verifies(value = "ORC-COL-308", as = NEGATIVE)
    void comingBackIsNeverTooEarly(RuleVerifier rules) {
        rules.given(shop(), BACK, wish("db", Goal.BRING_BACK));
    }

    @Test
    @Verifies(value = "ORC-COL-309", as = NEGATIVE)
    void aLongChainMayComeBack(RuleVerifier rules) {
        rules.given(chain("cache", "search"), wish("db", Goal.BRING_BACK));
    }

    @Test
    @Verifies(value = "ORC-COL-310", as = POSITIVE)
    void anAnchorWaitsForWhatHasYetToFollow(RuleVerifier rules) {
        rules.given(torn(), wish("db", Goal.SPREAD)).vetoes("ORC-COL-310", "web, which follows it");
        rules.given(torn(), wish("db", Goal.PREFERENCE)).vetoes("ORC-COL-310", "web, which follows it");
    }

    @Test
    @Verifies(value = "ORC-COL-310", as = NEGATIVE)
    void whoAsksOrMendsOrAvertsDoesNotWaitForDependents(RuleVerifier rules) {
        rules.given(torn(), wish("db", Goal.AVERT_EXHAUSTION));
        rules.given(torn(), wish("db", Goal.RELIEVE_MEMORY));
        rules.given(torn(), wish("db", Goal.BRING_BACK));
        rules.given(torn(), wish("db", Goal.EVACUATE));
        rules.given(torn(), wish("web", Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-COL-310", as = BOUNDARY)
    void whatWasGivenUpIsNotWaitedFor(RuleVerifier rules) {
        rules.given(torn(), tooLong("displaced", "web", torn()), wish("db", Goal.SPREAD));
        rules.given(torn(), wish("db", Goal.SPREAD));
    }
}
