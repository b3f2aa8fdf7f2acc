package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.stable;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services on nodes of their tier. */
@ExtendWith(VerifierExtension.class)
class TierRulesTest {
    private static Cluster web() {
        return swarm().with(new NodeTiers("tier")).service("web").running("web", "n1")
                .serviceLabel("web", "orchestration.tier", "large");
    }

    private static Cluster tiers() {
        return web().label("n1", "tier", "small").label("n2", "tier", "large");
    }

    private static Relocate up() {
        return new Relocate(id("web"), id("n1"), Set.of(id("n2")), 0, Goal.PREFERENCE, 4);
    }

    @Test
    @Verifies(value = "ORC-TIR-201", as = POSITIVE)
    void aLargeServiceGoesToALargeNode(RuleVerifier rules) {
        rules.given(tiers(), stable("n2")).approves(up());
    }

    @Test
    @Verifies(value = "ORC-TIR-201", as = NEGATIVE)
    void aNodeWithoutTierIsOfEveryTier(RuleVerifier rules) {
        rules.given(web().label("n2", "tier", "large"), stable("n2")).proposes();
        rules.given(web().label("n1", "tier", "large").label("n2", "tier", "large"), stable("n2")).proposes();
        rules.given(tiers().serviceLabel("web", "orchestration.preferred.node", "n1"), stable("n2")).proposes();
    }

    @Test
    @Verifies(value = "ORC-TIR-201", as = BOUNDARY)
    void aNodeOfTheTierHasToBeStable(RuleVerifier rules) {
        rules.given(tiers()).proposes();
        rules.given(tiers(), stable("n2"));
    }

    @Test
    @Verifies(value = "ORC-TIR-311", as = POSITIVE)
    void aNodeOfAnotherTierIsNoTarget(RuleVerifier rules) {
        rules.given(tiers().node("n3").label("n3", "tier", "small"), wish(Goal.RELIEVE_MEMORY))
                .vetoesTargets("ORC-TIR-311", "its tier is small, not large", id("n1"), id("n3"));
    }

    @Test
    @Verifies(value = "ORC-TIR-311", as = POSITIVE)
    void anotherTierIsBetterThanAKill(RuleVerifier rules) {
        rules.given(tiers(), wish(Goal.AVERT_EXHAUSTION)).concludes(new TargetVeto("ORC-TIR-311", wish(Goal.AVERT_EXHAUSTION),
                id("n1"), "its tier is small, not large", TargetVeto.Holds.UNLESS_MEMORY_RUNS_OUT));
    }

    @Test
    @Verifies(value = "ORC-TIR-311", as = NEGATIVE)
    void aNodeOfTheTierIsATarget(RuleVerifier rules) {
        rules.given(web().label("n2", "tier", "large"), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-TIR-311", as = BOUNDARY)
    void whatIsStuckGoesToAnyTier(RuleVerifier rules) {
        rules.given(tiers(), wish(Goal.SPREAD));
        rules.given(tiers(), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-TIR-401", as = POSITIVE)
    void aTierWithoutNodesIsReported(RuleVerifier rules) {
        rules.given(web().label("n1", "tier", "small")).finds("ORC-TIR-401", "tier=large");
    }

    @Test
    @Verifies(value = "ORC-TIR-401", as = NEGATIVE)
    void aTierWithNodesIsNot(RuleVerifier rules) {
        rules.given(tiers());
    }

    @Test
    @Verifies(value = "ORC-TIR-401", as = BOUNDARY)
    void oneNodeIsEnough(RuleVerifier rules) {
        rules.given(web());
        rules.given(web().label("n2", "tier", "large"));
    }
}
