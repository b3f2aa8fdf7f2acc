package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.PreferredNode;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import java.util.Set;
import java.util.stream.Collectors;

/** Services run on nodes of their tier (tiers.drl), and go back to the node their owner prefers (preferred-node.drl). */
final class PlainPreferences extends PlainPolicy {
    private static final String PREFERRED = "orchestration.preferred.node";
    private static final String TIER = "orchestration.tier";

    PlainPreferences(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        if (!facts.all(Rebalancing.class).isEmpty()) {
            for (ServiceLabel label : facts.where(By.SERVICE_LABEL_KEY, PREFERRED)) {
                facts.where(By.HOSTNAME, label.value()).forEach(node -> facts.conclude(
                        "ORC-PRF-101", new PreferredNode(label.serviceId(), node.id())));
                node(label.value()).forEach(node -> facts.conclude(
                        "ORC-PRF-102", new PreferredNode(label.serviceId(), node.id())));
            }
        }
    }

    @Override
    void proposals() {
        for (PreferredNode preferred : facts.all(PreferredNode.class)) {
            if (facts.holds(new StableNode(preferred.nodeId()))) {
                service(preferred.serviceId()).stream().filter(service -> service.mode() == ServiceMode.REPLICATED)
                        .forEach(service -> node(preferred.nodeId()).forEach(node -> goBack(service, node)));
            }
        }
        if (!facts.all(Rebalancing.class).isEmpty() && !facts.all(Node.class).isEmpty()) {
            facts.where(By.SERVICE_LABEL_KEY, PREFERRED).forEach(this::reportUnknown);
        }
        for (NodeTiers tiers : facts.all(NodeTiers.class)) {
            for (ServiceLabel wanted : facts.where(By.SERVICE_LABEL_KEY, TIER)) {
                service(wanted.serviceId()).forEach(service -> place(service, tiers.label(), wanted.value()));
            }
        }
    }

    private void goBack(Service service, Node preferred) {
        for (String node : places(service.id())) {
            if (!facts.holds(new PreferredNode(service.id(), node))) {
                propose("ORC-PRF-201",
                        new Relocate(service.id(), node, Set.of(preferred.id()), 0, Relocate.Goal.PREFERENCE, 4),
                        "preferred node " + preferred.id() + " " + service.fingerprint(),
                        service.name() + " prefers " + preferred.hostname() + ", which is stable");
            }
        }
    }

    private void reportUnknown(ServiceLabel label) {
        String wanted = label.value();
        if (!facts.any(By.HOSTNAME, wanted) && node(wanted).isEmpty()) {
            service(label.serviceId()).forEach(service -> find("ORC-PRF-401", service.id(), "service label " + PREFERRED
                    + " of " + service.name() + " is " + wanted + ", the swarm has no such node",
                    "Maybe it is misspelt, or the node was removed"));
        }
    }

    private void place(Service service, String key, String tier) {
        Set<String> fit = facts.where(By.LABEL_KEY, key).stream().filter(label -> label.value().equals(tier))
                .map(NodeLabel::nodeId).collect(Collectors.toSet());
        if (fit.isEmpty() && !facts.all(Node.class).isEmpty()) {
            find("ORC-TIR-401", service.id(),
                    service.name() + " belongs on " + tier + " nodes, no node has label " + key + "=" + tier,
                    "Maybe the label is missing in the inventory, or the tier is misspelt");
        }
        Set<String> among = fit.stream().filter(node -> facts.holds(new StableNode(node))).collect(Collectors.toSet());
        boolean prefers = facts.all(PreferredNode.class).stream().anyMatch(one -> one.serviceId().equals(service.id()));
        if (service.mode() != ServiceMode.REPLICATED || prefers || among.isEmpty()) {
            return;
        }
        for (NodeLabel label : facts.where(By.LABEL_KEY, key)) {
            if (!label.value().equals(tier) && runsOn(service.id(), label.nodeId())) {
                propose("ORC-TIR-201", new Relocate(service.id(), label.nodeId(), among, 0, Relocate.Goal.PREFERENCE, 4),
                        "tier " + tier + " " + service.fingerprint(), service.name() + " belongs on " + tier
                                + " nodes, and runs on a " + label.value() + " one");
            }
        }
    }

    @Override
    void vetoes() {
        for (NodeTiers tiers : facts.all(NodeTiers.class)) {
            for (ServiceLabel wanted : facts.where(By.SERVICE_LABEL_KEY, TIER)) {
                for (NodeLabel label : facts.where(By.LABEL_KEY, tiers.label())) {
                    if (!label.value().equals(wanted.value())) {
                        relocating(wanted.serviceId(), move -> !move.mends()).forEach(proposal -> vetoTarget("ORC-TIR-311",
                                proposal, label.nodeId(), "its tier is " + label.value() + ", not " + wanted.value(),
                                TargetVeto.Holds.UNLESS_MEMORY_RUNS_OUT));
                    }
                }
            }
        }
    }
}
