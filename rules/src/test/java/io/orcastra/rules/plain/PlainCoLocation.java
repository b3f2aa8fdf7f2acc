package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.AnchorPlacement;
import io.orcastra.facts.condition.Contradictory;
import io.orcastra.facts.condition.DependentHome;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.GivenUp;
import io.orcastra.facts.condition.HeldByOperator;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.HomeOrdered;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.condition.WaitsForHour;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.PreviousSpecDropped;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Dependents live where their anchors live (colocation.drl, but for sets that move). */
final class PlainCoLocation extends PlainPolicy {
    PlainCoLocation(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Dependency dependency : facts.all(Dependency.class)) {
            if (!isInCircle(dependency.dependent())) {
                follow(dependency);
            }
        }
        Set<String> dependents = facts.all(Follows.class).stream().map(Follows::dependentId).collect(Collectors.toSet());
        for (String dependent : dependents) {
            home(dependent);
            displaced(dependent);
        }
        for (Displaced displaced : facts.all(Displaced.class)) {
            if (elapsed("displaced", displaced)) {
                facts.conclude("ORC-COL-104", new GivenUp(displaced.dependentId(), displaced.identity()));
            }
        }
    }

    private boolean isInCircle(String name) {
        return facts.all(CyclicDependency.class).stream().anyMatch(circle -> circle.services().contains(name));
    }

    private void follow(Dependency dependency) {
        for (Service dependent : named(dependency.dependent())) {
            for (Service anchor : named(dependency.anchor())) {
                if (anchor.mode() == ServiceMode.REPLICATED && dependent.mode() == ServiceMode.REPLICATED) {
                    facts.conclude("ORC-COL-101", new Follows(dependent, anchor, dependency));
                }
            }
        }
    }

    private void home(String dependent) {
        Set<String> home = null;
        boolean allRun = true;
        for (Follows follows : facts.where(By.FOLLOWED_BY, dependent)) {
            Set<String> nodes = facts.where(By.HOME_OF, follows.anchorId()).stream().map(Home::nodeId)
                    .collect(Collectors.toSet());
            allRun &= !nodes.isEmpty();
            if (home == null) {
                home = new HashSet<>(nodes);
            } else {
                home.retainAll(nodes);
            }
        }
        home.forEach(node -> facts.conclude("ORC-COL-102", new DependentHome(dependent, node)));
        if (home.isEmpty() && allRun) {
            facts.conclude("ORC-COL-105", new Contradictory(dependent));
        }
    }

    private void displaced(String dependent) {
        Set<String> home = facts.where(By.DEPENDENT_HOME, dependent).stream().map(DependentHome::nodeId)
                .collect(Collectors.toSet());
        if (!service(dependent).isEmpty() && !home.isEmpty() && !home.containsAll(places(dependent))) {
            Set<String> revisions = facts.where(By.FOLLOWED_BY, dependent).stream().map(Follows::revision)
                    .collect(Collectors.toSet());
            facts.conclude("ORC-COL-103", new Displaced(dependent, home, revisions));
        }
    }

    @Override
    void proposals() {
        for (Displaced displaced : facts.all(Displaced.class)) {
            String dependent = displaced.dependentId();
            Set<String> anchors = facts.where(By.FOLLOWED_BY, dependent).stream().map(Follows::anchorId)
                    .collect(Collectors.toSet());
            Set<Set<String>> placements = facts.all(AnchorPlacement.class).stream()
                    .filter(placement -> anchors.contains(placement.anchorId())).map(AnchorPlacement::taskIds)
                    .collect(Collectors.toSet());
            for (Service service : service(dependent)) {
                propose("ORC-COL-201", new MoveService(dependent, displaced.home()), displaced.cause(placements),
                        "a task of " + service.name() + " runs away from its anchor");
            }
        }
        for (KnownPin pin : facts.all(KnownPin.class)) {
            restore(pin);
        }
        reports();
    }

    private void restore(KnownPin pin) {
        List<PlacementConstraint> pinned = facts.where(By.CONSTRAINTS_OF, pin.serviceId());
        if (pinned.stream().anyMatch(one -> one.expression().equals(pin.expression()))
                && !facts.any(By.IN_FLIGHT, pin.serviceId())) {
            service(pin.serviceId()).forEach(service -> propose("ORC-COL-202", new RestorePreviousSpec(service.id()),
                    pin.expression(), "a rollback of " + service.name() + " brought back a pin of an earlier move"));
        }
    }

    private void reports() {
        facts.all(GivenUp.class).forEach(one -> service(one.dependentId()).forEach(service -> find(
                "ORC-COL-401", service.id(),
                service.name() + " could not be brought to its anchor for too long; it is left where it is",
                "Maybe its vetoes or last outcomes say why; a change of anchor, service or configuration starts anew")));
        facts.all(Contradictory.class).forEach(one -> service(one.dependentId()).forEach(service -> find(
                "ORC-COL-402", service.id(), service.name() + " follows anchors that share no node",
                "Maybe it needs only one of its anchors, or one anchor should follow the other")));
        facts.all(PreviousSpecDropped.class).forEach(one -> service(one.serviceId()).forEach(service -> find(
                "ORC-COL-405", service.id(), "a rollback of " + service.name()
                        + " would end with its present version, for its previous spec is not kept: " + one.reason(),
                "Maybe its owner keeps that version elsewhere; after their next update a rollback works as usual")));
        for (Dependency dependency : facts.all(Dependency.class)) {
            report(dependency.dependent());
        }
    }

    private void report(String name) {
        for (CyclicDependency circle : facts.all(CyclicDependency.class)) {
            if (circle.services().contains(name)) {
                find("ORC-COL-403", name, name + " is in a circle of dependencies: " + circle.services(),
                        "Maybe one of these dependencies is meant the other way round");
            }
        }
        if (!facts.all(Node.class).isEmpty() && named(name).isEmpty()) {
            find("ORC-COL-404", name, "the swarm has no service " + name + " to follow an anchor",
                    "Maybe its stack is not deployed yet, or its name is misspelt in the configuration");
        }
    }

    @Override
    void vetoes() {
        for (Proposal proposal : proposed().stream().filter(one -> isMoveHome(one.action())).toList()) {
            String dependent = proposal.subject();
            if (facts.holds(new Starting(dependent))) {
                service(dependent).forEach(service -> veto("ORC-COL-301", proposal, service.name() + " is starting"));
            }
            for (Follows follows : facts.where(By.FOLLOWED_BY, dependent)) {
                service(follows.anchorId()).forEach(anchor -> waitFor(anchor, proposal));
            }
            boolean ordered = facts.all(HomeOrdered.class).stream().anyMatch(one -> one.dependentId().equals(dependent));
            if (isGivenUp(dependent) && !ordered) {
                veto("ORC-COL-304", proposal, "given up until its anchor, the service or the configuration changes");
            }
        }
    }

    private static boolean isMoveHome(Action action) {
        return action instanceof MoveService;
    }

    private void waitFor(Service anchor, Proposal proposal) {
        if (facts.holds(new Starting(anchor.id()))) {
            veto("ORC-COL-302", proposal, "its anchor " + anchor.name() + " is starting");
        }
        if (facts.any(By.DISPLACED, anchor.id()) && !isGivenUp(anchor.id())) {
            veto("ORC-COL-303", proposal, "its anchor " + anchor.name() + " is displaced itself");
        }
    }

    private boolean isGivenUp(String dependent) {
        return facts.all(GivenUp.class).stream().anyMatch(one -> one.dependentId().equals(dependent));
    }

    @Override
    void timers() {
        for (Displaced displaced : facts.all(Displaced.class)) {
            String dependent = displaced.dependentId();
            if (!facts.holds(new WaitsForHour(dependent)) && !facts.holds(new HeldByOperator(dependent)) && !waitsForWindow(dependent)) {
                service(dependent).forEach(service -> facts.where(By.DEPENDENT_NAME, service.name()).stream()
                        .map(Dependency::giveUpAfter).max(Duration::compareTo)
                        .ifPresent(patience -> facts.conclude("ORC-COL-501", new Timer("displaced", displaced, patience))));
            }
        }
        for (Follows follows : facts.all(Follows.class)) {
            HeldTimer held = new HeldTimer("displaced", follows.dependentId());
            if (!facts.any(By.HOME_OF, follows.anchorId())) {
                facts.conclude("ORC-COL-502", held);
            }
            if (!runs(follows.dependentId())) {
                facts.conclude("ORC-COL-503", held);
            }
            if (facts.any(By.IN_FLIGHT, follows.dependentId())) {
                facts.conclude("ORC-COL-504", held);
            }
        }
    }

    private boolean waitsForWindow(String dependent) {
        return facts.all(Veto.class).stream()
                .filter(veto -> veto.proposal().rule().equals("ORC-COL-201") && veto.proposal().subject().equals(dependent))
                .anyMatch(veto -> facts.all(WindowClosed.class).stream()
                        .anyMatch(window -> Objects.equals(window.until(), veto.until())));
    }
}
