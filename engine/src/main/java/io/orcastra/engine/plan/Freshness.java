package io.orcastra.engine.plan;

import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether the memory of a node was measured after our last move from or to its machine had its effect; an average tells of
 * the whole of its window, so the window must have begun after that.
 */
final class Freshness {
    /** What others began and is open for longer was begun by a process that died since, and was finished or undone by another. */
    private static final Duration LONGEST_OF_OTHERS = Duration.ofMinutes(10);

    private final Situation situation;
    private final MemoryView memory;

    Freshness(Situation situation) {
        this.situation = situation;
        memory = situation.weighing().memory();
    }

    /** Of a known node. */
    Optional<Veto> wait(Wish wish) {
        String host = memory.host(wish.source());
        Instant measured = memory.since(host);
        return situation.history().stream()
                .filter(past -> past.from().stream().anyMatch(node -> memory.host(node).equals(host))
                        || past.to().stream().anyMatch(node -> memory.host(node).equals(host)))
                .filter(past -> isOpen(past) || !settled(past).isBefore(measured))
                .max(Comparator.comparing(PastAction::at).thenComparing(PastAction::serviceId))
                .map(past -> PlannerRule.MEMORY_OUTDATED.veto(wish.proposal(), "the memory of "
                        + situation.cluster().hostname(wish.source()) + " " + measuredBefore(host) + " the "
                        + (past.action().equals("RestartService") ? "restart" : "move") + " of " + name(past) + " had its effect"));
    }

    /** Why a known node cannot be sent anything for memory yet, as the end of a sentence about it. */
    Optional<String> arrivals(String nodeId) {
        String host = memory.host(nodeId);
        Instant measured = memory.since(host);
        return situation.history().stream()
                .filter(past -> past.to().stream().anyMatch(node -> memory.host(node).equals(host)))
                .filter(past -> past.end() != PastAction.End.FAILED)
                .filter(past -> isOpen(past) || !settled(past).isBefore(measured))
                .max(Comparator.comparing(PastAction::at).thenComparing(PastAction::serviceId))
                .map(past -> measuredBefore(host) + " what was moved there, " + name(past) + ", had its effect");
    }

    private String measuredBefore(String host) {
        return memory.isOfWindow(host) ? "is measured over a time that began before" : "was measured before";
    }

    private boolean isOpen(PastAction past) {
        return past.end() == PastAction.End.OPEN && (situation.underWay().contains(past.serviceId())
                || past.at().isAfter(situation.now().minus(LONGEST_OF_OTHERS)));
    }

    /** When the last of its successors began to run; by the clock of its node, so not before the action began. */
    private Instant settled(PastAction past) {
        return situation.cluster().placedTasks(past.serviceId()).stream()
                .filter(task -> past.to().contains(task.nodeId()) && !task.createdAt().isBefore(past.at()))
                .map(Task::since).filter(since -> since.isAfter(past.at()))
                .max(Comparator.naturalOrder()).orElse(past.at());
    }

    private String name(PastAction past) {
        var service = situation.cluster().service(past.serviceId());
        return service == null ? past.serviceId() : service.name();
    }
}
