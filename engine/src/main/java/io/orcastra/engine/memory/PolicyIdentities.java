package io.orcastra.engine.memory;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.StartLimit;
import java.util.List;

/** What makes facts of the configuration statements about the same thing. */
final class PolicyIdentities {

    private PolicyIdentities() {
    }

    static void into(Identities all) {
        all.put(Fencing.class, settings -> "");
        all.put(ServiceFencing.class, ServiceFencing::service);
        all.put(Anchor.class, Anchor::name);
        all.put(Dependency.class, dependency -> List.of(dependency.anchor(), dependency.dependent()));
        all.put(InventoryNode.class, InventoryNode::hostname);
        all.put(InventoryRole.class, InventoryRole::hostname);
        all.put(Founding.class, founding -> "");
        all.put(InventoryLabel.class, label -> List.of(label.hostname(), label.key()));
        all.put(Rebalancing.class, settings -> "");
        all.put(MemoryPolicy.class, settings -> "");
        all.put(GarbageCollection.class, settings -> "");
        all.put(Autoheal.class, settings -> "");
        all.put(StartLimit.class, settings -> "");
        all.put(ServiceStartLimit.class, ServiceStartLimit::service);
        all.put(ServiceRebalancing.class, ServiceRebalancing::service);
        all.put(RuleAutomation.class, RuleAutomation::rule);
        all.put(ServiceAutomation.class, ServiceAutomation::service);
    }
}
