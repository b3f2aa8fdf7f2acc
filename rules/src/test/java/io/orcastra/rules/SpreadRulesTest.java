package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.stable;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.condition.Together;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas that sit together, and the node that could take one of them. */
@ExtendWith(VerifierExtension.class)
class SpreadRulesTest {
    private static Cluster web(int onOne, int onTwo) {
        Cluster web = swarm().node("n3").service("web", words -> words.replicas(onOne + onTwo));
        for (int i = 0; i < onOne; i++) {
            web.running("web", "n1");
        }
        for (int i = 0; i < onTwo; i++) {
            web.running("web", "n2");
        }
        return web;
    }

    private static Cluster spread(int onOne, int onTwo) {
        return web(onOne, onTwo).with(new SpreadRepair(), stable("n1"), stable("n2"), stable("n3"));
    }

    private static Relocate from(String node, String... among) {
        return new Relocate(id("web"), id(node), Set.of(among), 1, Goal.SPREAD, 3);
    }

    @Test
    @Verifies(value = "ORC-SPR-101", as = POSITIVE)
    void replicasOnOneNodeSitTogether(RuleVerifier rules) {
        rules.given(spread(2, 1)).concludes(new Together(id("web"), id("n1"), 2));
    }

    @Test
    @Verifies(value = "ORC-SPR-101", as = NEGATIVE)
    void replicasOnDifferentNodesDoNot(RuleVerifier rules) {
        rules.given(spread(1, 1)).concludesNo(Together.class);
        rules.given(spread(2, 0).serviceLabel("web", "orchestration.spread", "false")).concludesNo(Together.class);
    }

    @Test
    @Verifies(value = "ORC-SPR-101", as = BOUNDARY)
    void nothingIsSpreadUnasked(RuleVerifier rules) {
        rules.given(web(2, 0));
        rules.given(web(2, 0), new SpreadRepair());
    }

    @Test
    @Verifies(value = "ORC-SPR-102", as = POSITIVE)
    void aLabelAsksForOneService(RuleVerifier rules) {
        rules.given(web(2, 0).serviceLabel("web", "orchestration.spread", "true"))
                .concludes(new Together(id("web"), id("n1"), 2));
    }

    @Test
    @Verifies(value = "ORC-SPR-102", as = NEGATIVE)
    void withoutTheLabelNobodyAsks(RuleVerifier rules) {
        rules.given(web(2, 0)).concludesNo(Together.class);
    }

    @Test
    @Verifies(value = "ORC-SPR-102", as = BOUNDARY)
    void oneReplicaSitsAlone(RuleVerifier rules) {
        rules.given(web(1, 1).serviceLabel("web", "orchestration.spread", "true"));
        rules.given(web(1, 2).serviceLabel("web", "orchestration.spread", "true"));
    }

    @Test
    @Verifies(value = "ORC-SPR-201", as = POSITIVE)
    void oneOfTwoGoesToAnEmptyNode(RuleVerifier rules) {
        rules.given(spread(2, 1)).approves(from("n1", id("n3")));
        rules.given(spread(2, 0)).approves(from("n1", id("n2"), id("n3")));
        rules.given(spread(2, 2)).approves(from("n1", id("n3")), from("n2", id("n3")));
    }

    @Test
    @Verifies(value = "ORC-SPR-201", as = NEGATIVE)
    void replicasTogetherOnTheirPreferredNodeStay(RuleVerifier rules) {
        rules.given(spread(2, 1).serviceLabel("web", "orchestration.preferred.node", "n1"));
        rules.given(spread(1, 1)).proposes();
    }

    @Test
    @Verifies(value = "ORC-SPR-201", as = BOUNDARY)
    void theEmptyNodeHasToBeStable(RuleVerifier rules) {
        rules.given(web(2, 1).with(new SpreadRepair(), stable("n1"), stable("n2"))).proposes();
        rules.given(web(2, 1).with(new SpreadRepair(), stable("n3")));
    }

    @Test
    @Verifies(value = "ORC-SPR-202", as = POSITIVE)
    void oneOfManyGoesWhereThereAreTwoFewer(RuleVerifier rules) {
        rules.given(spread(3, 1)).approves(from("n1", id("n2"), id("n3")));
        rules.given(spread(3, 3)).approves(from("n1", id("n3")), from("n2", id("n3")));
    }

    @Test
    @Verifies(value = "ORC-SPR-202", as = NEGATIVE)
    void twoAreNotMany(RuleVerifier rules) {
        rules.given(spread(2, 0));
        rules.given(spread(3, 1).serviceLabel("web", "orchestration.preferred.node", "n1"));
    }

    @Test
    @Verifies(value = "ORC-SPR-202", as = BOUNDARY)
    void oneFewerIsAsEvenAsItGets(RuleVerifier rules) {
        Cluster even = spread(3, 2).running("web", "n3").running("web", "n3");
        rules.given(even).proposes();
        rules.given(spread(3, 2).running("web", "n3")).proposes(from("n1", id("n3")));
    }
}
