package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.stable;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.condition.PreferredNode;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service goes back to the node its owner prefers. */
@ExtendWith(VerifierExtension.class)
class PreferredNodeRulesTest {
    private static final String LABEL = "orchestration.preferred.node";

    private static Cluster web(String wanted) {
        return swarm().service("web").running("web", "n1").serviceLabel("web", LABEL, wanted);
    }

    private static Relocate back() {
        return new Relocate(id("web"), id("n1"), Set.of(id("n2")), 0, Goal.PREFERENCE, 4);
    }

    @Test
    @Verifies(value = "ORC-PRF-101", as = POSITIVE)
    void aNodeIsToldByHostname(RuleVerifier rules) {
        rules.given(web("n2")).concludes(new PreferredNode(id("web"), id("n2")));
    }

    @Test
    @Verifies(value = "ORC-PRF-101", as = NEGATIVE)
    void anUnknownHostnameTellsNone(RuleVerifier rules) {
        rules.given(web("n9")).concludesNo(PreferredNode.class);
    }

    @Test
    @Verifies(value = "ORC-PRF-101", as = BOUNDARY)
    void onlyTheWholeHostnameCounts(RuleVerifier rules) {
        rules.given(web("n"));
        rules.given(web("n2"));
    }

    @Test
    @Verifies(value = "ORC-PRF-102", as = POSITIVE)
    void aNodeIsToldById(RuleVerifier rules) {
        rules.given(web(id("n2"))).concludes(new PreferredNode(id("web"), id("n2")));
    }

    @Test
    @Verifies(value = "ORC-PRF-102", as = NEGATIVE)
    void aHostnameIsNoId(RuleVerifier rules) {
        rules.given(web("n2"));
    }

    @Test
    @Verifies(value = "ORC-PRF-102", as = BOUNDARY)
    void aNodeIsPreferredWhileItIsInTheSwarm(RuleVerifier rules) {
        rules.given(web(id("n3")));
        rules.given(web(id("n3")).node("n3"));
    }

    @Test
    @Verifies(value = "ORC-PRF-201", as = POSITIVE)
    void aServiceGoesBackToAStableNode(RuleVerifier rules) {
        rules.given(web("n2"), stable("n2")).approves(back());
        rules.given(web(id("n2")), stable("n2")).approves(back());
    }

    @Test
    @Verifies(value = "ORC-PRF-201", as = NEGATIVE)
    void aServiceOnItsPreferredNodeStays(RuleVerifier rules) {
        rules.given(web("n1"), stable("n1")).proposes();
        rules.given(web("n9"), stable("n2")).proposes();
    }

    @Test
    @Verifies(value = "ORC-PRF-201", as = BOUNDARY)
    void aNodeThatHasJustReturnedIsNotUsedYet(RuleVerifier rules) {
        rules.given(web("n2")).proposes();
        rules.given(web("n2"), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-PRF-401", as = POSITIVE)
    void aPreferredNodeThatIsNotThereIsReported(RuleVerifier rules) {
        rules.given(web("n9")).finds("ORC-PRF-401", "of web is n9");
    }

    @Test
    @Verifies(value = "ORC-PRF-401", as = NEGATIVE)
    void aPreferredNodeThatIsThereIsNot(RuleVerifier rules) {
        rules.given(web("n1"));
        rules.given(web(id("n1")));
    }

    @Test
    @Verifies(value = "ORC-PRF-401", as = BOUNDARY)
    void beforeTheSwarmWasSeenNoNodeIsMissed(RuleVerifier rules) {
        Cluster unseen = new Cluster().with(Rebalanced.CALM).service("web").serviceLabel("web", LABEL, "n9");
        rules.given(unseen);
        rules.given(unseen.node("n1"));
    }
}
