package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.HomeOrdered;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryLabel;

/** What an operator orders by a command (orders.drl). */
final class PlainOrders extends PlainPolicy {
    PlainOrders(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Order order : facts.all(Order.class)) {
            if (order.command() == Command.UPDATE_DEPENDENTS) {
                update(order);
            }
        }
        if (!facts.all(MovesWanted.class).isEmpty() && !facts.all(DependentsPaused.class).isEmpty()) {
            facts.all(Follows.class).forEach(follows -> service(follows.dependentId()).forEach(
                    service -> facts.conclude("ORC-ORD-103",
                            new Unmovable(service.id(), service.name() + " is paused with all dependents"))));
        }
    }

    private void update(Order order) {
        if (order.anchor().isEmpty()) {
            facts.all(Follows.class).forEach(follows -> facts.conclude(
                    "ORC-ORD-101", new HomeOrdered(follows.dependentId(), order.cause())));
        }
        for (Anchor anchor : facts.all(Anchor.class)) {
            if (anchor.name().equals(order.anchor())) {
                named(anchor.service()).forEach(service -> facts.where(By.FOLLOWERS_OF, service.id()).forEach(
                        follows -> facts.conclude("ORC-ORD-102", new HomeOrdered(follows.dependentId(), order.cause()))));
            }
        }
    }

    @Override
    void proposals() {
        for (HomeOrdered ordered : facts.all(HomeOrdered.class)) {
            for (Service service : service(ordered.dependentId())) {
                for (Displaced displaced : facts.where(By.DISPLACED, service.id())) {
                    propose("ORC-ORD-201", new MoveService(service.id(), displaced.home()), ordered.cause(),
                            "an operator ordered " + service.name() + " to its anchor");
                }
            }
        }
        if (!facts.all(LabelsWithdrawn.class).isEmpty()) {
            withdraw();
        }
    }

    private void withdraw() {
        for (Anchor anchor : facts.all(Anchor.class)) {
            for (Node node : facts.all(Node.class)) {
                withdraw("ORC-ORD-202", node, anchor.name(), "true");
            }
        }
        for (InventoryLabel label : facts.all(InventoryLabel.class)) {
            for (Node node : facts.where(By.HOSTNAME, label.hostname())) {
                withdraw("ORC-ORD-203", node, label.key(), label.value());
            }
        }
    }

    private void withdraw(String rule, Node node, String key, String value) {
        if (node.status() == NodeStatus.READY && facts.holds(new NodeLabel(node.id(), key, value))) {
            propose(rule, new RemoveNodeLabel(node.id(), key), LabelsWithdrawn.CAUSE + key, "an operator withdrew all labels");
        }
    }

    @Override
    void vetoes() {
        if (!facts.all(LabelsWithdrawn.class).isEmpty()) {
            for (Proposal proposal : proposed()) {
                if (proposal.action() instanceof SetNodeLabel) {
                    veto("ORC-ORD-301", proposal, "an operator withdrew all labels; relabel_all brings them back");
                }
            }
        }
        if (!facts.all(DependentsPaused.class).isEmpty()) {
            facts.all(Dependency.class).forEach(dependency -> named(dependency.dependent()).forEach(
                    service -> about(service.id(), action -> true).forEach(proposal -> veto("ORC-ORD-302", proposal,
                            "dependents are paused; resume_dependents ends that"))));
        }
    }
}
