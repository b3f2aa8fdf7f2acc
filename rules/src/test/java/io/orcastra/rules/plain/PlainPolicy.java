package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One policy as a programmer would write it by hand, in four steps; each is taken by all policies before the next. */
abstract class PlainPolicy {
    final PlainFacts facts;

    PlainPolicy(PlainFacts facts) {
        this.facts = facts;
    }

    void conditions() {
    }

    /** And findings. */
    void proposals() {
    }

    void vetoes() {
    }

    void timers() {
    }

    final List<Service> service(String id) {
        return facts.where(By.SERVICE_ID, id);
    }

    final List<Service> named(String name) {
        return facts.where(By.SERVICE_NAME, name);
    }

    final List<Node> node(String id) {
        return facts.where(By.NODE_ID, id);
    }

    final boolean runs(String service) {
        return facts.any(By.RUNNING_OF, service);
    }

    final boolean runsOn(String service, String node) {
        return facts.where(By.RUNNING_OF, service).stream().anyMatch(task -> task.nodeId().equals(node));
    }

    final Set<String> places(String service) {
        return facts.where(By.RUNNING_OF, service).stream().map(TaskRunning::nodeId).collect(Collectors.toSet());
    }

    final boolean elapsed(String name, Object subject) {
        return facts.holds(new Elapsed(name, subject));
    }

    final void propose(String rule, Action action, String cause, String reason) {
        facts.conclude(rule, new Proposal(rule, action, cause, reason));
    }

    final void find(String rule, String subject, String message, String advice) {
        facts.conclude(rule, new Finding(rule, subject, message, advice));
    }

    final void veto(String rule, Proposal proposal, String reason) {
        facts.conclude(rule, new Veto(rule, proposal, reason));
    }

    final void veto(String rule, Proposal proposal, String reason, Instant until) {
        facts.conclude(rule, new Veto(rule, proposal, reason, until));
    }

    final void vetoTarget(String rule, Proposal proposal, String node, String reason) {
        vetoTarget(rule, proposal, node, reason, TargetVeto.Holds.ALWAYS);
    }

    final void vetoTarget(String rule, Proposal proposal, String node, String reason, TargetVeto.Holds holds) {
        facts.conclude(rule, new TargetVeto(rule, proposal, node, reason, holds));
    }

    final Collection<Proposal> proposed() {
        return facts.all(Proposal.class);
    }

    final List<Proposal> about(String subject, Predicate<Action> which) {
        return facts.where(By.SUBJECT, subject).stream().filter(proposal -> which.test(proposal.action())).toList();
    }

    final List<Proposal> relocating(String subject, Predicate<Relocate> which) {
        return about(subject, action -> action instanceof Relocate move && which.test(move));
    }

    final List<Proposal> relocations(Predicate<Relocate> which) {
        return proposed().stream().filter(proposal -> proposal.action() instanceof Relocate move && which.test(move))
                .toList();
    }
}
