package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.KeepsApart;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.Tied;
import io.orcastra.facts.condition.TooClose;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.Rebalancing;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Services that are kept apart run on different nodes (anti-affinity.drl). */
final class PlainAntiAffinity extends PlainPolicy {
    PlainAntiAffinity(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (KeptApart kept : facts.all(KeptApart.class)) {
            List<Service> named = named(kept.service());
            named.forEach(service -> keep("ORC-APT-101", service, "configured " + kept.group()));
            List<Service> called = facts.where(By.SHORT_NAME, kept.service());
            if (named.isEmpty() && called.size() == 1) {
                called.forEach(service -> keep("ORC-APT-106", service, "configured " + kept.group()));
            }
        }
        if (!facts.all(Rebalancing.class).isEmpty()) {
            for (ServiceLabel label : facts.where(By.SERVICE_LABEL_KEY, "orchestration.anti.affinity")) {
                service(label.serviceId()).forEach(
                        service -> keep("ORC-APT-102", service, "labelled " + label.value()));
            }
        }
        pairs((service, other) -> places(service).stream().filter(node -> runsOn(other, node))
                .forEach(node -> facts.conclude("ORC-APT-103", new TooClose(service, other, node))));
        for (KeepsApart keeps : facts.all(KeepsApart.class)) {
            if (facts.all(Unmovable.class).stream().anyMatch(one -> one.serviceId().equals(keeps.serviceId()))) {
                facts.conclude("ORC-APT-104", new Tied(keeps.serviceId()));
            }
            if (facts.any(By.FOLLOWED_BY, keeps.serviceId())) {
                facts.conclude("ORC-APT-105", new Tied(keeps.serviceId()));
            }
        }
    }

    private void keep(String rule, Service service, String group) {
        if (service.mode() == ServiceMode.REPLICATED) {
            facts.conclude(rule, new KeepsApart(service.id(), group));
        }
    }

    private void pairs(BiConsumer<String, String> each) {
        for (KeepsApart one : facts.all(KeepsApart.class)) {
            for (KeepsApart other : facts.all(KeepsApart.class)) {
                if (one.group().equals(other.group()) && !one.serviceId().equals(other.serviceId())) {
                    each.accept(one.serviceId(), other.serviceId());
                }
            }
        }
    }

    @Override
    void proposals() {
        facts.all(KeptApart.class).stream().map(KeptApart::service).filter(name -> named(name).isEmpty()).forEach(this::unclear);
        for (TooClose close : facts.all(TooClose.class)) {
            for (Service service : service(close.serviceId())) {
                service(close.otherId()).forEach(other -> part(close, service, other));
            }
        }
    }

    private void unclear(String name) {
        int called = facts.where(By.SHORT_NAME, name).size();
        if (called == 0 && !facts.all(Node.class).isEmpty()) {
            find("ORC-APT-403", name, "anti_affinity names " + name + ", the swarm has no such service",
                    "Maybe its stack is not deployed yet, or its name is misspelt");
        } else if (called > 1) {
            find("ORC-APT-404", name, "anti_affinity names " + name + ", which " + called
                    + " services are called in their stacks: none is kept apart by it", "Maybe write their full names");
        }
    }

    private void part(TooClose close, Service service, Service other) {
        boolean tied = facts.holds(new Tied(service.id()));
        boolean otherTied = facts.holds(new Tied(other.id()));
        String apart = service.name() + " is kept apart from " + other.name();
        boolean together = facts.holds(new MovesWith(service.id(), other.id()));
        if (together) {
            find("ORC-APT-402", service.id(), service.name() + " and " + other.name() + " are kept apart, and " + other.name()
                    + " goes wherever " + service.name() + " goes",
                    "Maybe take one of the two out of anti_affinity, or the dependency away");
        }
        if (close.makesWay() && !tied && !together) {
            leave("ORC-APT-201", close, service, apart + ", which runs on the same node");
        } else if (!close.makesWay() && otherTied && !tied && !together) {
            leave("ORC-APT-202", close, service, apart + ", which cannot make way");
        } else if (close.makesWay() && tied && otherTied) {
            node(close.nodeId()).forEach(node -> find("ORC-APT-401", service.id(), service.name() + " and " + other.name()
                    + " are kept apart, both run on " + node.hostname() + ", neither can make way",
                    "Maybe one of them is to be moved by hand, or placed by a constraint"));
        }
    }

    private void leave(String rule, TooClose close, Service service, String reason) {
        propose(rule, new Relocate(service.id(), close.nodeId(), Set.of(), 0, Relocate.Goal.PREFERENCE, 3),
                "apart " + close.otherId() + " " + service.fingerprint(), reason);
    }

    @Override
    void vetoes() {
        pairs((service, other) -> service(other).forEach(running -> places(other).forEach(
                node -> relocating(service, move -> !move.mends()).forEach(proposal -> vetoTarget("ORC-APT-311", proposal,
                        node, running.name() + " runs there, from which it is kept apart")))));
    }
}
