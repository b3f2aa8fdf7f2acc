package io.orcastra.engine.simulation;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wished for and can be had is had: no wish is refused for want of a node while Swarm's filters and memory know one.
 * What rules, budgets or an earlier move have against it is not judged here.
 */
final class LivenessWatch {
    static final String PREFERRED = "10 what is preferred is reached";
    static final String KILLED = "10 the kernel kills nothing while a target is bearable";
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** Reasons beside room and memory. */
    private static final Pattern OTHERS = Pattern.compile("is no target|it was moved|it would go back|follow|kept apart"
            + "| image|has run no task|measured|more nodes likewise");

    private DecisionRecord last;
    private Look look;

    /** Of those who may act: others refuse everything. */
    void decided(DecisionRecord record) {
        if (record.facts().stream().noneMatch(NoLease.class::isInstance)) {
            last = record;
            look = null;
        }
    }

    void killed(Instant at, String nodeId) {
        if (last == null || last.at().plus(FRESH).isBefore(at)) {
            return;
        }
        for (Refusal refusal : wantOfNodes(Goal.AVERT_EXHAUSTION)) {
            Relocate wish = (Relocate) refusal.proposal().action();
            Look now = look();
            if (!wish.nodeId().equals(nodeId) || now.placed(wish.serviceId()).size() != 1) {
                continue;
            }
            Service service = now.view.service(wish.serviceId());
            boolean bearable = now.view.nodes().stream()
                    .anyMatch(node -> !node.id().equals(nodeId) && now.bears(node, service, now.placed(service.id()), now.threshold()));
            if (bearable) {
                throw new Violation(KILLED, refusal.toString());
            }
        }
    }

    /** Of stories that come to rest. */
    void atTheEnd() {
        if (last == null) {
            return;
        }
        for (Refusal refusal : wantOfNodes(Goal.PREFERENCE)) {
            Relocate wish = (Relocate) refusal.proposal().action();
            if (!wish.among().isEmpty() && fits(refusal.proposal(), wish)) {
                throw new Violation(PREFERRED, refusal.toString());
            }
        }
        checkWished();
    }

    private boolean fits(Proposal proposal, Relocate wish) {
        Look now = look();
        Service service = now.view.service(wish.serviceId());
        Set<String> left = proposals().filter(other -> other.rule().equals(proposal.rule())
                        && other.subject().equals(proposal.subject()) && other.action() instanceof Relocate)
                .map(other -> ((Relocate) other.action()).nodeId()).collect(Collectors.toSet());
        List<Task> placed = now.placed(service.id());
        boolean known = placed.size() == service.replicas()
                && placed.stream().allMatch(task -> left.contains(task.nodeId()) || wish.among().contains(task.nodeId()));
        List<Task> leaving = placed.stream().filter(task -> left.contains(task.nodeId())).toList();
        return known && wish.among().stream().map(now.view::node)
                .allMatch(node -> node != null && now.bears(node, service, leaving, now.relieved()));
    }

    /** Who prefers a node that takes tasks, and runs elsewhere, is wished there. */
    private void checkWished() {
        Collection<?> facts = last.facts();
        if (facts.stream().noneMatch(Rebalancing.class::isInstance)) {
            return;
        }
        for (Object fact : facts) {
            if (fact instanceof ServiceLabel label && label.key().equals("orchestration.preferred.node")) {
                Look now = look();
                Service service = now.view.service(label.serviceId());
                boolean there = now.view.nodes().stream().anyMatch(node -> node.hostname().equals(label.value()) && isUp(node));
                boolean away = service != null && service.mode() == ServiceMode.REPLICATED && now.placed(service.id()).stream()
                        .anyMatch(task -> task.state() == TaskState.RUNNING && !now.view.hostname(task.nodeId()).equals(label.value()));
                if (there && away && proposals().noneMatch(one -> one.subject().equals(label.serviceId())
                        && one.action() instanceof Relocate relocate && relocate.goal() == Goal.PREFERENCE)) {
                    throw new Violation(PREFERRED, "nothing wishes it: " + label);
                }
            }
        }
    }

    private Stream<Proposal> proposals() {
        return Stream.of(last.plan().execute().stream().map(one -> one.wish()),
                last.plan().deferred().stream().map(Refusal::proposal),
                last.plan().vetoed().stream().map(Refusal::proposal)).flatMap(all -> all);
    }

    private List<Refusal> wantOfNodes(Goal goal) {
        return last.plan().vetoed().stream()
                .filter(refusal -> refusal.proposal().action() instanceof Relocate wish && wish.goal() == goal)
                .filter(refusal -> refusal.vetoes().stream().allMatch(veto -> veto.rule().equals(PlannerRule.NO_BETTER_NODE.id())
                        && !OTHERS.matcher(veto.reason()).find())).toList();
    }

    private Look look() {
        look = look == null ? new Look(last.facts()) : look;
        return look;
    }

    private static boolean isUp(Node node) {
        return node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE;
    }

    /** The swarm as the decision knew it. */
    private static final class Look {
        private final ClusterView view;
        private final MemoryView memory;
        private final MemoryPolicy policy;

        Look(Collection<?> facts) {
            view = ClusterView.of(facts);
            memory = MemoryView.of(facts);
            policy = facts.stream().filter(MemoryPolicy.class::isInstance).map(MemoryPolicy.class::cast).findFirst().orElse(null);
        }

        List<Task> placed(String serviceId) {
            return view.placedTasks(serviceId);
        }

        double threshold() {
            return policy == null ? 0 : policy.thresholdPercent();
        }

        double relieved() {
            return policy == null ? 0 : policy.endsPercent();
        }

        /** Whether the node would take all these tasks, its memory staying below that share. */
        boolean bears(Node node, Service service, List<Task> tasks, double percent) {
            if (policy == null || !isUp(node) || !memory.knows(node.id())
                    || tasks.stream().anyMatch(task -> !memory.knows(task.nodeId()) || memory.task(task.id()).isEmpty())) {
                return false;
            }
            Room room = Room.of(view);
            Placement placement = new Placement(view);
            long bytes = 0;
            for (Task task : tasks) {
                if (!placement.takes(service, node, room) || memory.host(task.nodeId()).equals(memory.host(node.id()))) {
                    return false;
                }
                room.add(service, node.id());
                bytes += memory.task(task.id()).getAsLong();
            }
            NodeMemory machine = memory.machine(node.id());
            return machine.usedBytes() + bytes <= Math.min(machine.totalBytes() * percent / 100,
                    machine.totalBytes() - policy.bufferBytes());
        }
    }
}
