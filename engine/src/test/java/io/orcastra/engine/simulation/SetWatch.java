package io.orcastra.engine.simulation;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An anchor that we relocated and all that follow it are together again in the end, there or where they came from. Where
 * it went only to follow its own anchor, which somebody else had moved, what must not be moved stays behind, and so does
 * what the hour has no move left for. What failed by itself and was put elsewhere by Swarm was not torn from it either,
 * once the limit on going to and fro keeps it from coming back.
 */
final class SetWatch {
    /** Giving up takes ten minutes, coming back some more. */
    private static final Duration PATIENCE = Duration.ofMinutes(25);
    /** What may take a task elsewhere, or keep one from following, without us. */
    private static final Set<Kind> FOREIGN = Set.of(Kind.NODE_LOST, Kind.NODE_DOWN, Kind.NODE_BACK, Kind.NODE_READY,
            Kind.AVAILABILITY, Kind.TASK_EVICTED, Kind.UPDATED_BY_OWNER, Kind.ROLLED_BACK, Kind.KERNEL_KILL,
            Kind.LEADER_CHANGED, Kind.SILENCE);
    private static final String FOLLOWED = "ORC-COL-201";
    /** Vetoes for what a service is or bears, which time does not lift. */
    private static final String NATURE = "ORC-GRD-3[23].";
    private static final String NO_ROOM = "ORC-PLN-001";
    private static final String HOUR_SPENT = "ORC-PLN-006";
    private static final String TO_AND_FRO = "ORC-PLN-007";

    private final List<TrialService> services;
    private final SimulatedSwarm swarm;
    private final Map<String, Instant> moved = new HashMap<>();
    /** Of these, what was moved for its own sake, not to follow what somebody else had moved. */
    private final Set<String> relocated = new HashSet<>();
    private final Set<String> unmovable = new HashSet<>();
    /** Which had no node to follow to, and since when: given up later, they are refused by another name. */
    private final Map<String, Instant> shutOut = new HashMap<>();
    private final Set<String> outOfMoves = new HashSet<>();
    private final Set<String> restless = new HashSet<>();
    private final Map<String, Instant> failed = new HashMap<>();
    /** Anchors that were moved, and when that began: what was not with one before was not torn from it. */
    private final Map<String, Instant> began = new HashMap<>();

    SetWatch(List<TrialService> services, SimulatedSwarm swarm) {
        this.services = services;
        this.swarm = swarm;
    }

    void happened(SwarmEvent event) {
        if (FOREIGN.contains(event.kind())) {
            moved.clear();
        }
        if (event.kind() == Kind.TASK_FAILED) {
            moved.remove(event.subject());
            failed.put(event.subject(), event.at());
        }
    }

    void decided(DecisionRecord record) {
        unmovable.clear();
        unmovable.addAll(refused(record, NATURE));
        refused(record, NO_ROOM).forEach(id -> shutOut.putIfAbsent(id, record.at()));
        outOfMoves.clear();
        outOfMoves.addAll(refused(record, HOUR_SPENT));
        restless.addAll(refused(record, TO_AND_FRO));
    }

    private static Set<String> refused(DecisionRecord record, String rules) {
        return Stream.concat(record.plan().vetoed().stream(), record.plan().deferred().stream())
                .filter(refusal -> refusal.vetoes().stream().anyMatch(veto -> veto.rule().matches(rules)))
                .map(refusal -> refusal.proposal().subject()).collect(Collectors.toSet());
    }

    void ended(Outcome outcome) {
        Proposal done = outcome.proposal();
        if (done.action() instanceof MoveService && outcome.result() == Result.SUCCEEDED) {
            moved.put(done.subject(), swarm.clock().instant());
            began.put(done.subject(), outcome.startedAt());
            shutOut.remove(done.subject());
            restless.remove(done.subject());
            if (FOLLOWED.equals(done.rule())) {
                relocated.remove(done.subject());
            } else {
                relocated.add(done.subject());
            }
        }
    }

    void atTheEnd() {
        for (TrialService service : services) {
            service.policy().stream().filter(Dependency.class::isInstance)
                    .forEach(fact -> check(service, ((Dependency) fact).anchor()));
        }
    }

    private void check(TrialService dependent, String anchor) {
        Instant at = moved.get(anchor + "-id");
        if (at == null || at.plus(PATIENCE).isAfter(swarm.clock().instant())
                || dependent.service().mode() != ServiceMode.REPLICATED) {
            return;
        }
        if (excused(dependent.service().id(), anchor + "-id")) {
            return;
        }
        List<String> home = swarm.census().services().get(anchor).nodes();
        List<String> where = swarm.census().services().get(dependent.name()).nodes();
        if (!home.isEmpty() && !home.containsAll(where)) {
            throw new Violation("a set moves as one or not at all",
                    dependent.name() + " is on " + where + ", its anchor " + anchor + " on " + home);
        }
    }

    private boolean excused(String dependent, String anchor) {
        boolean leftBehind = unmovable.contains(dependent) || outOfMoves.contains(dependent) || shutOut.containsKey(dependent);
        return !relocated.contains(anchor) && leftBehind
                || shutOut.containsKey(dependent) && shutOut.get(dependent).isBefore(began.get(anchor))
                || restless.contains(dependent) && failed.containsKey(dependent)
                        && failed.get(dependent).isAfter(moved.get(anchor));
    }
}
