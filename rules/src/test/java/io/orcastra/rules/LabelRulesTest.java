package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.ProtectedLabel;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Static labels and pruning. */
@ExtendWith(VerifierExtension.class)
class LabelRulesTest {
    private static final InventoryNode N1 = new InventoryNode("n1", "10.0.0.1");
    private static final InventoryLabel SSD = new InventoryLabel("n1", "disk", "ssd");

    private static Cluster swarm() {
        return new Cluster().node("n1").node("n2").with(N1);
    }

    /** Pruning is on, and n1 bears a label that nobody gave it. */
    private static Cluster stray() {
        return swarm().label("n1", "old", "1").with(new LabelPruning());
    }

    @Test
    @Verifies(value = "ORC-LBL-201", as = POSITIVE)
    void aLabelOfTheInventoryIsSetOnItsNode(RuleVerifier rules) {
        rules.given(swarm().with(SSD)).approves(new SetNodeLabel(id("n1"), "disk", "ssd"));
        rules.given(swarm().label("n1", "disk", "hdd").with(SSD)).approves(new SetNodeLabel(id("n1"), "disk", "ssd"));
    }

    @Test
    @Verifies(value = "ORC-LBL-201", as = NEGATIVE)
    void aLabelThatIsThereOrOnNoNodeIsNotSet(RuleVerifier rules) {
        rules.given(swarm().label("n1", "disk", "ssd").with(SSD)).proposes();
        rules.given(new Cluster().node("n2").with(SSD)).proposes();
    }

    @Test
    @Verifies(value = "ORC-LBL-201", as = BOUNDARY)
    void aNodeThatIsDownIsNotWritten(RuleVerifier rules) {
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(N1, SSD)).proposes();
        rules.given(new Cluster().node("n1", NodeStatus.DISCONNECTED).with(N1, SSD))
                .proposes(new SetNodeLabel(id("n1"), "disk", "ssd"));
    }

    @Test
    @Verifies(value = "ORC-LBL-401", as = POSITIVE)
    void aNodeThatIsNotInTheSwarmIsFound(RuleVerifier rules) {
        rules.given(new Cluster().node("n2").with(N1)).finds("ORC-LBL-401", "n1");
    }

    @Test
    @Verifies(value = "ORC-LBL-401", as = NEGATIVE)
    void aNodeInTheSwarmIsNoFinding(RuleVerifier rules) {
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(N1));
    }

    @Test
    @Verifies(value = "ORC-LBL-401", as = BOUNDARY)
    void noNodeIsMissedBeforeTheSwarmWasSeen(RuleVerifier rules) {
        rules.given(new Cluster().with(N1));
        rules.given(new Cluster().node("n2").with(N1));
    }

    @Test
    @Verifies(value = "ORC-PRN-201", as = POSITIVE)
    void aLabelNobodyAsksForIsPruned(RuleVerifier rules) {
        rules.given(stray()).approves(new RemoveNodeLabel(id("n1"), "old"));
    }

    @Test
    @Verifies(value = "ORC-PRN-201", as = NEGATIVE)
    void aLabelSomebodyAsksForIsKept(RuleVerifier rules) {
        rules.given(stray().with(new InventoryLabel("n1", "old", "1")));
        rules.given(stray().anchor("old", "db"));
        rules.given(stray().constraint("any", "node.labels.old", "other"));
        rules.given(stray().constraint("any", "NODE.Labels.old", "other"));
        rules.given(stray().with(new SpreadPreference(id("any"), "node.labels.old", 0)));
        rules.given(swarm().label("n1", "n1", "x").with(new LabelPruning()));
        rules.given(stray().with(new ProtectedLabel("\\Qol\\E.*")));
        rules.given(new Cluster().node("n1").label("n1", "old", "1").with(new LabelPruning()));
        rules.given(swarm().label("n2", "old", "1").with(new LabelPruning()));
    }

    @Test
    @Verifies(value = "ORC-PRN-201", as = BOUNDARY)
    void nothingIsPrunedUnlessPruningIsEnabled(RuleVerifier rules) {
        rules.given(swarm().label("n1", "old", "1")).proposes();
        rules.given(stray());
    }

    @Test
    void aProtectedPatternHasToMatchTheWholeKey() {
        RuleVerifier.ofPack().given(stray().with(new ProtectedLabel("ol")))
                .approves(new RemoveNodeLabel(id("n1"), "old"));
    }

    /** The original took it at once. Nobody knows who set it, and tasks may need it. */
    @Test
    void aLabelThatMovedToTheEntryOfAnotherNodeStaysUnlessItIsPruned() {
        SetNodeLabel set = new SetNodeLabel(id("n2"), "old", "1");

        RuleVerifier.ofPack().given(moved()).approves(set);
        RuleVerifier.ofPack().given(moved().with(new LabelPruning())).approves(set, new RemoveNodeLabel(id("n1"), "old"));
        RuleVerifier.ofPack().given(moved().with(new LabelPruning()).constraint("any", "node.labels.old", "1")).approves(set);
    }

    private static Cluster moved() {
        return swarm().label("n1", "old", "1").with(new InventoryNode("n2", "10.0.0.2"), new InventoryLabel("n2", "old", "1"));
    }

    @Test
    void theInventoryOfAnotherNodeKeepsNothing() {
        RuleVerifier.ofPack().given(stray().with(new InventoryLabel("n2", "old", "1"))).aboutServices().proposes();
        RuleVerifier.ofPack().given(stray().with(new InventoryLabel("n2", "old", "1")))
                .approves(new RemoveNodeLabel(id("n1"), "old"), new SetNodeLabel(id("n2"), "old", "1"));
    }
}
