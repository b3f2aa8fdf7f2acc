package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.KeepsApart;
import io.orcastra.facts.condition.Tied;
import io.orcastra.facts.condition.TooClose;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services that are kept apart. */
@ExtendWith(VerifierExtension.class)
class AntiAffinityRulesTest {
    private static final String LABEL = "orchestration.anti.affinity";

    private static Cluster pair(String nodeOfWeb) {
        return swarm().service("db").service("web").running("db", "n1").running("web", nodeOfWeb);
    }

    private static Cluster apart(String nodeOfWeb) {
        return pair(nodeOfWeb).with(new KeptApart("db", "x"), new KeptApart("web", "x"));
    }

    private static Cluster tied(Cluster cluster, String service) {
        return cluster.mount(service, MountType.VOLUME, "data");
    }

    private static Relocate away(String service) {
        return new Relocate(id(service), id("n1"), Set.of(), 0, Goal.PREFERENCE, 3);
    }

    @Test
    @Verifies(value = "ORC-APT-101", as = POSITIVE)
    void aGroupIsConfigured(RuleVerifier rules) {
        rules.given(apart("n2")).concludes(new KeepsApart(id("db"), "configured x"));
    }

    @Test
    @Verifies(value = "ORC-APT-101", as = NEGATIVE)
    void withoutAGroupNobodyKeepsApart(RuleVerifier rules) {
        rules.given(pair("n1")).concludesNo(KeepsApart.class);
    }

    @Test
    @Verifies(value = "ORC-APT-101", as = BOUNDARY)
    void onlyTheFullNameIsMeant(RuleVerifier rules) {
        rules.given(swarm().service("a_db").with(new KeptApart("db", "x")));
        rules.given(swarm().service("a_db").with(new KeptApart("a_db", "x")));
    }

    @Test
    @Verifies(value = "ORC-APT-102", as = POSITIVE)
    void aLabelNamesTheGroup(RuleVerifier rules) {
        rules.given(pair("n1").serviceLabel("web", LABEL, "x")).concludes(new KeepsApart(id("web"), "labelled x"));
    }

    @Test
    @Verifies(value = "ORC-APT-102", as = NEGATIVE)
    void withoutALabelThereIsNoGroup(RuleVerifier rules) {
        rules.given(apart("n1"));
    }

    @Test
    @Verifies(value = "ORC-APT-102", as = BOUNDARY)
    void aGlobalServiceCannotKeepApart(RuleVerifier rules) {
        rules.given(swarm().service("g", g -> g.mode(ServiceMode.GLOBAL)).serviceLabel("g", LABEL, "x"));
        rules.given(swarm().service("g").serviceLabel("g", LABEL, "x"));
    }

    @Test
    @Verifies(value = "ORC-APT-103", as = POSITIVE)
    void twoOnOneNodeAreTooClose(RuleVerifier rules) {
        rules.given(apart("n1")).concludes(new TooClose(id("db"), id("web"), id("n1")), new TooClose(id("web"), id("db"), id("n1")));
    }

    @Test
    @Verifies(value = "ORC-APT-103", as = NEGATIVE)
    void twoGroupsAreNotKeptApart(RuleVerifier rules) {
        rules.given(pair("n1").with(new KeptApart("db", "x"), new KeptApart("web", "y")));
    }

    @Test
    @Verifies(value = "ORC-APT-103", as = BOUNDARY)
    void onDifferentNodesTheyAreNotTooClose(RuleVerifier rules) {
        rules.given(apart("n2"));
        rules.given(apart("n1"));
    }

    @Test
    @Verifies(value = "ORC-APT-104", as = POSITIVE)
    void whatIsUnmovableIsTied(RuleVerifier rules) {
        rules.given(tied(apart("n1"), "db")).concludes(new Tied(id("db")));
    }

    @Test
    @Verifies(value = "ORC-APT-104", as = NEGATIVE)
    void whatIsMovableIsNot(RuleVerifier rules) {
        rules.given(apart("n1")).concludesNo(Tied.class);
    }

    @Test
    @Verifies(value = "ORC-APT-104", as = BOUNDARY)
    void onlyWhatKeepsApartIsAskedFor(RuleVerifier rules) {
        rules.given(tied(pair("n1"), "db"));
        rules.given(tied(apart("n1"), "db"));
    }

    @Test
    @Verifies(value = "ORC-APT-105", as = POSITIVE)
    void aDependentIsTiedToItsAnchor(RuleVerifier rules) {
        rules.given(apart("n1").service("store").dependency("store", "web")).concludes(new Tied(id("web")));
    }

    @Test
    @Verifies(value = "ORC-APT-105", as = NEGATIVE)
    void anAnchorIsNot(RuleVerifier rules) {
        rules.given(apart("n1").service("proxy").dependency("db", "proxy")).concludesNo(Tied.class);
    }

    @Test
    @Verifies(value = "ORC-APT-105", as = BOUNDARY)
    void aDependencyOnNobodyTiesNobody(RuleVerifier rules) {
        rules.given(apart("n1").dependency("store", "web"));
        rules.given(apart("n1").dependency("store", "web").service("store"));
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = POSITIVE)
    void theLaterOfTwoMakesWay(RuleVerifier rules) {
        rules.given(apart("n1")).approves(away("web"));
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = NEGATIVE)
    void whatIsApartStays(RuleVerifier rules) {
        rules.given(apart("n2")).proposes();
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = BOUNDARY)
    void whatIsTiedMakesNoWay(RuleVerifier rules) {
        rules.given(apart("n1"));
        rules.given(tied(apart("n1"), "web")).approves(away("db"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = POSITIVE)
    void theOtherMakesWayForWhatIsTied(RuleVerifier rules) {
        rules.given(tied(apart("n1"), "web")).approves(away("db"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = NEGATIVE)
    void itDoesNotWhileTheLaterCan(RuleVerifier rules) {
        rules.given(apart("n1")).proposes(away("web"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = BOUNDARY)
    void twoThatAreTiedStay(RuleVerifier rules) {
        rules.given(tied(apart("n1"), "web"));
        rules.given(tied(tied(apart("n1"), "web"), "db")).proposes();
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = NEGATIVE)
    void nobodyMakesWayForWhatComesAlong(RuleVerifier rules) {
        rules.given(apart("n1").dependency("web", "db")).proposes();
        rules.given(apart("n1").service("proxy").dependency("web", "proxy").dependency("proxy", "db")).proposes();
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = NEGATIVE)
    void nobodyMakesWayForWhatComesAlongBecauseItIsTied(RuleVerifier rules) {
        rules.given(apart("n1").dependency("db", "web")).proposes();
    }

    @Test
    @Verifies(value = "ORC-APT-201", as = POSITIVE)
    void whatTakesAnotherAlongMakesWay(RuleVerifier rules) {
        rules.given(apart("n1").service("proxy").running("proxy", "n1").dependency("web", "proxy")).approves(away("web"));
    }

    @Test
    @Verifies(value = "ORC-APT-202", as = POSITIVE)
    void whatTakesAnotherAlongMakesWayForWhatIsTied(RuleVerifier rules) {
        rules.given(tied(apart("n1"), "web").service("proxy").dependency("db", "proxy")).approves(away("db"));
    }

    @Test
    @Verifies(value = "ORC-APT-402", as = POSITIVE)
    void aServiceCannotBeKeptApartFromWhatComesAlong(RuleVerifier rules) {
        rules.given(apart("n1").dependency("web", "db")).finds("ORC-APT-402", "db goes wherever web goes");
    }

    @Test
    @Verifies(value = "ORC-APT-402", as = NEGATIVE)
    void whatTakesAnotherAlongCanBeKeptApart(RuleVerifier rules) {
        rules.given(apart("n1"));
        rules.given(apart("n1").service("proxy").dependency("web", "proxy").dependency("db", "proxy"));
    }

    @Test
    @Verifies(value = "ORC-APT-402", as = BOUNDARY)
    void itIsReportedWhereTheyAreTogether(RuleVerifier rules) {
        rules.given(apart("n2").dependency("web", "db"));
        rules.given(apart("n1").dependency("web", "db"));
    }

    @Test
    @Verifies(value = "ORC-APT-311", as = POSITIVE)
    void aNodeOfTheOtherIsNoTarget(RuleVerifier rules) {
        rules.given(apart("n2").running("db", "n2"), wish(Goal.RELIEVE_MEMORY))
                .vetoesTargets("ORC-APT-311", "db runs there", id("n1"), id("n2"));
    }

    @Test
    @Verifies(value = "ORC-APT-311", as = NEGATIVE)
    void aNodeOfNobodyElseIsATarget(RuleVerifier rules) {
        rules.given(pair("n1"), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-APT-311", as = BOUNDARY)
    void whatIsStuckGoesAnywhere(RuleVerifier rules) {
        rules.given(apart("n2"), wish(Goal.SPREAD));
        rules.given(apart("n2"), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-APT-401", as = POSITIVE)
    void twoThatAreTiedAreReported(RuleVerifier rules) {
        rules.given(tied(tied(apart("n1"), "web"), "db")).finds("ORC-APT-401", "both run on n1");
    }

    @Test
    @Verifies(value = "ORC-APT-401", as = NEGATIVE)
    void twoThatArePartedAreNot(RuleVerifier rules) {
        rules.given(tied(tied(apart("n2"), "web"), "db"));
    }

    @Test
    @Verifies(value = "ORC-APT-401", as = BOUNDARY)
    void oneThatIsTiedIsNoProblem(RuleVerifier rules) {
        rules.given(tied(apart("n1"), "web"));
        rules.given(tied(tied(apart("n1"), "web"), "db"));
    }

    @Test
    @Verifies(value = "ORC-APT-106", as = POSITIVE)
    void aShortNameIsMeantToo(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").with(new KeptApart("db", "x")))
                .concludes(new KeepsApart(id("shop_db"), "configured x"));
    }

    @Test
    @Verifies(value = "ORC-APT-106", as = NEGATIVE)
    void aGlobalServiceOfThatNameKeepsApartFromNobody(RuleVerifier rules) {
        rules.given(swarm().service("shop_db", db -> db.mode(ServiceMode.GLOBAL)).with(new KeptApart("db", "x")))
                .concludesNo(KeepsApart.class);
    }

    @Test
    @Verifies(value = "ORC-APT-106", as = BOUNDARY)
    void aFullNameWins(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").with(new KeptApart("db", "x")));
        rules.given(swarm().service("shop_db").service("db").with(new KeptApart("db", "x")));
    }

    @Test
    @Verifies(value = "ORC-APT-106", as = NEGATIVE)
    void aShortNameOfSeveralMeansNone(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").service("blog_db").with(new KeptApart("db", "x"))).concludesNo(KeepsApart.class);
    }

    @Test
    @Verifies(value = "ORC-APT-404", as = POSITIVE)
    void aShortNameOfSeveralIsReported(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").service("blog_db").with(new KeptApart("db", "x")))
                .finds("ORC-APT-404", "anti_affinity names db, which 2 services are called in their stacks");
    }

    @Test
    @Verifies(value = "ORC-APT-404", as = NEGATIVE)
    void theFullNameOfOneOfSeveralIsNot(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").service("blog_db").with(new KeptApart("shop_db", "x")));
        rules.given(swarm().service("shop_db").service("blog_db").service("db").with(new KeptApart("db", "x")));
    }

    @Test
    @Verifies(value = "ORC-APT-404", as = BOUNDARY)
    void aShortNameOfOneIsClear(RuleVerifier rules) {
        rules.given(swarm().service("shop_db").with(new KeptApart("db", "x")));
        rules.given(swarm().service("shop_db").service("blog_db").with(new KeptApart("db", "x")));
    }

    @Test
    @Verifies(value = "ORC-APT-403", as = POSITIVE)
    void aMisspeltServiceIsReported(RuleVerifier rules) {
        rules.given(pair("n1").with(new KeptApart("serach", "x"))).finds("ORC-APT-403", "anti_affinity names serach");
    }

    @Test
    @Verifies(value = "ORC-APT-403", as = NEGATIVE)
    void aServiceThatIsThereIsNot(RuleVerifier rules) {
        rules.given(apart("n2").service("shop_api").with(new KeptApart("api", "x"), new KeptApart("shop_api", "y")));
    }

    @Test
    @Verifies(value = "ORC-APT-403", as = BOUNDARY)
    void beforeTheSwarmWasSeenNothingIsMissed(RuleVerifier rules) {
        rules.given(new Cluster().with(new KeptApart("db", "x")));
        rules.given(new Cluster().node("n1").with(new KeptApart("db", "x")));
    }
}
