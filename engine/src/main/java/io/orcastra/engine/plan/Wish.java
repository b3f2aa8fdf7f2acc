package io.orcastra.engine.plan;

import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.TargetVeto;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A relocation that rules approve of, with what would be on its way.
 *
 * @param candidates tasks of the service where it is to be left, of which {@code count} are moved
 * @param following  tasks there of services that follow this one
 * @param least      bytes that leave at least; which of several tasks is moved is Swarm's choice
 * @param most       bytes the target has to take at most
 * @param unmeasured the first task of which no memory is known
 * @param seconds    how long all of it takes, as learnt
 * @param conceded   what it does without
 */
record Wish(
        Proposal proposal, Relocate relocate, Service service, List<Task> candidates, int count, List<Task> following,
        long least, long most, Optional<Task> unmeasured, double seconds, Set<Concession> conceded) {

    Wish {
        conceded = Set.copyOf(conceded);
    }

    static Wish of(Proposal proposal, Relocate relocate, Situation situation) {
        return of(proposal, relocate, Set.of(relocate.nodeId()), situation);
    }

    /** @param left ids of the nodes to be left, several where others want the same of the service */
    static Wish of(Proposal proposal, Relocate relocate, Set<String> left, Situation situation) {
        Service service = situation.cluster().service(relocate.serviceId());
        List<Task> there = situation.cluster().placedTasks(service.id()).stream()
                .filter(task -> left.contains(task.nodeId())).toList();
        int count = takesAll(relocate) ? there.size() : Math.min(relocate.tasks(), there.size());
        List<String> followers = count < there.size() ? List.of() : situation.weighing().followers().of(service.id());
        List<Task> following = followers.stream().flatMap(id -> situation.cluster().placedTasks(id).stream())
                .filter(task -> left.contains(task.nodeId())).toList();
        long[] bytes = there.stream().mapToLong(task -> bytes(task, situation)).sorted().toArray();
        long withThem = following.stream().mapToLong(task -> bytes(task, situation)).sum();
        long least = withThem;
        long most = withThem;
        for (int i = 0; i < count; i++) {
            least += bytes[i];
            most += bytes[bytes.length - 1 - i];
        }
        double seconds = Stream.concat(Stream.of(service.id()), following.stream().map(Task::serviceId).distinct())
                .mapToDouble(situation.weighing().costs()::of).sum();
        return new Wish(proposal, relocate, service, there, count, following, least, most,
                Stream.concat(there.stream(), following.stream())
                        .filter(task -> situation.weighing().memory().task(task.id()).isEmpty()).findFirst(), seconds, Set.of());
    }

    /** The same of one task only. */
    Wish ofOne(Situation situation) {
        Relocate one = new Relocate(relocate.serviceId(), relocate.nodeId(), relocate.among(), 1, relocate.goal(),
                relocate.priority());
        return of(proposal, one, situation);
    }

    /** Bytes that so many of the tasks bring to a machine at most; those that are there already bring none. */
    long most(int tasks, String host, MemoryView memory) {
        return candidates.stream().filter(task -> !memory.knows(task.nodeId()) || !memory.host(task.nodeId()).equals(host))
                .map(task -> memory.task(task.id()).orElse(0)).sorted(Comparator.reverseOrder()).limit(tasks)
                .mapToLong(Long::longValue).sum();
    }

    private static long bytes(Task task, Situation situation) {
        return situation.weighing().memory().task(task.id()).orElse(0);
    }

    /** Which of several tasks is replaced is Swarm's choice; the one that is stuck is sure to be when all are. */
    private static boolean takesAll(Relocate relocate) {
        return relocate.tasks() == 0 || relocate.goal() == Relocate.Goal.UNSTICK;
    }

    Wish conceding(Concession more) {
        return new Wish(proposal, relocate, service, candidates, count, following, least, most, unmeasured, seconds,
                Stream.concat(conceded.stream(), Stream.of(more)).collect(Collectors.toSet()));
    }

    boolean concedes(Concession concession) {
        return conceded.contains(concession);
    }

    /** Whether the node may be a target all the same. */
    boolean overrides(TargetVeto veto) {
        return veto.yields() && concedes(Concession.BETTER_PLACE);
    }

    boolean isPartial() {
        return count < candidates.size();
    }

    int restarts() {
        return count + following.size();
    }

    /** How many services move after this one. */
    int followers() {
        return (int) following.stream().map(Task::serviceId).distinct().count();
    }

    boolean isAboutMemory() {
        return relocate.goal() == Relocate.Goal.RELIEVE_MEMORY || isEmergency();
    }

    boolean isEmergency() {
        return relocate.goal() == Relocate.Goal.AVERT_EXHAUSTION;
    }

    String source() {
        return relocate.nodeId();
    }
}
