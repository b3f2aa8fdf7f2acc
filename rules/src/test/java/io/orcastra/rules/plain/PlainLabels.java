package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.ProtectedLabel;

/** Nodes carry the labels of the inventory (static-labels.drl), and with pruning no others (pruning.drl). */
final class PlainLabels extends PlainPolicy {
    PlainLabels(PlainFacts facts) {
        super(facts);
    }

    @Override
    void proposals() {
        for (InventoryLabel label : facts.all(InventoryLabel.class)) {
            for (Node node : facts.where(By.HOSTNAME, label.hostname())) {
                if (node.status() != NodeStatus.DOWN
                        && !facts.holds(new NodeLabel(node.id(), label.key(), label.value()))) {
                    propose("ORC-LBL-201", new SetNodeLabel(node.id(), label.key(), label.value()),
                            "inventory " + label.key() + "=" + label.value(),
                            "the inventory gives " + label.hostname() + " this label");
                }
            }
        }
        for (InventoryNode listed : facts.all(InventoryNode.class)) {
            if (!facts.all(Node.class).isEmpty() && !facts.any(By.HOSTNAME, listed.hostname())) {
                find("ORC-LBL-401", listed.hostname(),
                        "the inventory lists node " + listed.hostname() + ", the swarm does not",
                        "Maybe it has not joined yet, or its hostname is misspelt in the inventory");
            }
        }
        if (!facts.all(LabelPruning.class).isEmpty()) {
            prune();
        }
    }

    private void prune() {
        for (InventoryNode listed : facts.all(InventoryNode.class)) {
            for (Node node : facts.where(By.HOSTNAME, listed.hostname())) {
                for (NodeLabel label : facts.where(By.LABELLED_NODE, node.id())) {
                    if (!isAskedFor(label.key(), listed.hostname())) {
                        propose("ORC-PRN-201", new RemoveNodeLabel(node.id(), label.key()), "pruned " + label.key(),
                                "neither inventory nor anchor gives " + listed.hostname() + " this label");
                    }
                }
            }
        }
    }

    private boolean isAskedFor(String key, String hostname) {
        return key.equals(hostname)
                || facts.all(InventoryLabel.class).stream()
                        .anyMatch(one -> one.hostname().equals(hostname) && one.key().equals(key))
                || facts.all(Anchor.class).stream().anyMatch(one -> one.name().equals(key))
                || facts.any(By.CONSTRAINED_KEY, key)
                || facts.all(SpreadPreference.class).stream().anyMatch(one -> one.labelKey().equals(key))
                || facts.all(ProtectedLabel.class).stream().anyMatch(one -> key.matches(one.regex()));
    }
}
