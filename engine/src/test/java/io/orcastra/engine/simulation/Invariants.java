package io.orcastra.engine.simulation;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold in every story, after every step; numbers are those of the house's invariants. */
final class Invariants implements SwarmListener {
    private static final Set<Kind> OURS = Set.of(Kind.ACTION_BEGAN, Kind.PINNED, Kind.UNPINNED, Kind.PULLED);
    /** What may end or hold up a task without us. */
    private static final Set<Kind> FOREIGN = Set.of(
            Kind.NODE_LOST, Kind.NODE_DOWN, Kind.NODE_BACK, Kind.AVAILABILITY, Kind.LEADER_CHANGED, Kind.SILENCE,
            Kind.TASK_FAILED, Kind.TASK_EVICTED, Kind.UPDATED_BY_OWNER, Kind.ROLLED_BACK, Kind.KERNEL_KILL, Kind.NODE_READY);

    private final Trial trial;
    private final SimulatedSwarm swarm;
    private final Map<String, UnderWay> underWay = new HashMap<>();
    private final Map<String, TrialService> services;
    private final BudgetWatch budgets;
    private final SetWatch sets;
    private final DecisionWatch decisions;
    private final List<String> story = new ArrayList<>();
    /** By instance, what it refused last, and by which rules. */
    private final Map<String, Set<String>> refusals = new HashMap<>();
    private final RestWatch rest;
    private final WriterWatch writers;
    private final LivenessWatch liveness = new LivenessWatch();
    private final FailureWatch failures = new FailureWatch();
    private String writing = "";
    private boolean cutOff;
    private Violation first;
    private int actions;

    Invariants(Trial trial, SimulatedSwarm swarm) {
        this.trial = trial;
        this.swarm = swarm;
        budgets = new BudgetWatch(trial.settings().budgets(), swarm.clock());
        sets = new SetWatch(trial.services(), swarm);
        decisions = new DecisionWatch(trial.settings().settle());
        rest = new RestWatch(swarm.clock());
        writers = new WriterWatch(swarm);
        services = trial.services().stream().collect(Collectors.toMap(one -> one.service().id(), one -> one));
    }

    /** Everything that happened and was done, a line each. */
    List<String> story() {
        return story;
    }

    int actions() {
        return actions;
    }

    EngineListener of(String instance) {
        return new EngineListener() {
            @Override
            public void actionStarted(PlannedAction planned) {
                guard(() -> started(instance, planned.proposal()));
            }

            @Override
            public void actionFinished(Outcome outcome) {
                guard(() -> finished(outcome));
            }

            @Override
            public void ruleIsolated(String rule, String reason) {
                throw new Violation("9 no rule fails", rule + ": " + reason);
            }

            @Override
            public void cycleCompleted(DecisionRecord record) {
                guard(() -> {
                    tellRefusals(instance, record);
                    rest.decided(record);
                    liveness.decided(record);
                    failures.decided(record);
                    decided(record);
                    decisions.decided(instance, record);
                });
            }
        };
    }

    /** Why what is wished for is not done: told where other rules say so than in the cycle before. */
    private void tellRefusals(String instance, DecisionRecord record) {
        Map<String, String> refused = new TreeMap<>();
        Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream()).forEach(refusal -> refused.put(
                refusal.proposal().rule() + " " + refusal.proposal().action() + " by "
                        + refusal.vetoes().stream().map(Veto::rule).distinct().toList(),
                refusal.vetoes().stream().map(Veto::reason).collect(Collectors.joining("; "))));
        Set<String> before = refusals.put(instance, refused.keySet());
        refused.forEach((what, why) -> {
            if (before == null || !before.contains(what)) {
                story.add(time() + " REFUSED " + instance + " " + what + ": " + why);
            }
        });
    }

    /** What an instance had under way is nobody's any more. */
    void died(String instance) {
        story.add(time() + " ENGINE " + instance + " ends");
        underWay.values().stream().filter(one -> one.instance.equals(instance))
                .forEach(one -> budgets.ended(one.proposal.subject()));
        underWay.values().removeIf(one -> one.instance.equals(instance));
        decisions.died(instance);
        failures.died();
    }

    /** The engine outlives what listeners throw inside an action; the story does not. */
    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }

    private void guard(Runnable check) {
        try {
            check.run();
        } catch (Violation violation) {
            first = first == null ? violation : first;
            throw violation;
        }
    }

    @Override
    public void happened(SwarmEvent event) {
        guard(() -> check(event));
    }

    private void check(SwarmEvent event) {
        story.add(time() + " " + event.kind() + " " + event.words());
        if (trial.settings().dryRun() && OURS.contains(event.kind())) {
            throw new Violation("1 a dry run writes nothing", event.words());
        }
        sets.happened(event);
        failures.happened(event);
        cutOff |= event.kind() == Kind.NODE_LOST;
        if (FOREIGN.contains(event.kind())) {
            underWay.values().forEach(one -> one.disturbed |= !event.subject().equals(one.proposal.subject())
                    || event.kind() != Kind.TASK_FAILED);
            underWay.values().stream().filter(one -> event.kind() == Kind.TASK_FAILED
                    && one.proposal.subject().equals(event.subject())).forEach(one -> one.failures++);
            underWay.values().stream().filter(one -> one.proposal.subject().equals(event.subject()))
                    .forEach(one -> one.rewritten |= event.kind() == Kind.UPDATED_BY_OWNER
                            || event.kind() == Kind.ROLLED_BACK);
        }
        if (event.kind() == Kind.TASK_EVICTED && event.nodeId().equals(writing)) {
            throw new Violation("7 no label of ours evicts a task", event.words());
        }
        UnderWay moved = event.kind() == Kind.TASK_PENDING ? underWay.get(event.subject()) : null;
        if (moved != null && !moved.disturbed && !(moved.proposal.action() instanceof RestartService)) {
            throw new Violation("6 no move is begun that the target cannot take", event.words());
        }
        if (event.kind() == Kind.KERNEL_KILL) {
            liveness.killed(event.at(), event.nodeId());
        }
        if (event.kind() == Kind.TASK_RUNNING) {
            checkWriters(event);
        }
    }

    private void checkWriters(SwarmEvent event) {
        TrialService service = services.get(event.subject());
        UnderWay ours = underWay.get(event.subject());
        if (service != null && ours != null && !cutOff && !ours.disturbed) {
            writers.check(service);
        }
    }

    private void started(String instance, Proposal proposal) {
        story.add(time() + " BEGIN " + instance + " " + proposal.rule() + " " + proposal.action() + " because "
                + proposal.reason());
        actions++;
        rest.began(proposal);
        if (trial.settings().dryRun()) {
            throw new Violation("1 a dry run writes nothing", proposal.toString());
        }
        if (underWay.containsKey(proposal.subject())) {
            throw new Violation("8 one action per subject at a time", proposal + " beside "
                    + underWay.get(proposal.subject()).proposal);
        }
        boolean unknown = swarm.facts().stream()
                .anyMatch(fact -> fact instanceof Node node && node.status() == NodeStatus.UNKNOWN);
        if (unknown) {
            throw new Violation("3 nobody acts while the swarm is unsettled", "a node is unknown");
        }
        checkNature(proposal);
        budgets.began(proposal);
        UnderWay one = new UnderWay(instance, proposal, spec(proposal), running(proposal));
        underWay.put(proposal.subject(), one);
        writing = services.containsKey(proposal.subject()) ? "" : proposal.subject();
    }

    private void checkNature(Proposal proposal) {
        TrialService service = services.get(proposal.subject());
        if (service == null || !(proposal.action() instanceof MoveService)) {
            return;
        }
        if (isBound(service)) {
            throw new Violation("7 node-local data is never moved", proposal.toString());
        }
        if (service.service().mode() == ServiceMode.GLOBAL) {
            throw new Violation("7 a global service is never moved", proposal.toString());
        }
    }

    private void finished(Outcome outcome) {
        story.add(time() + " END " + outcome.result() + " " + outcome.message() + " " + outcome.proposal().action());
        UnderWay one = underWay.remove(outcome.proposal().subject());
        writing = "";
        budgets.ended(outcome);
        sets.ended(outcome);
        failures.ended(outcome);
        if (one == null) {
            return;
        }
        boolean move = one.proposal.action() instanceof MoveService;
        boolean counted = outcome.restarts() >= one.expected && outcome.restarts() <= one.expected + one.failures;
        if (move && outcome.result() == Result.SUCCEEDED && !one.disturbed && !counted) {
            throw new Violation("5 one restart per moved task",
                    outcome.restarts() + " instead of " + one.expected + " by " + one.proposal);
        }
        boolean restart = one.proposal.action() instanceof RestartService;
        if (restart && outcome.result() == Result.SUCCEEDED && !one.disturbed && running(one.proposal) < one.ran) {
            throw new Violation("6 no restart is begun whose tasks find no place again",
                    running(one.proposal) + " tasks run after " + one.proposal + ", " + one.ran + " did before");
        }
        if (move && !one.rewritten && !spec(one.proposal).equals(one.spec)) {
            throw new Violation("5 nothing is left behind", one.spec + " became " + spec(one.proposal));
        }
    }

    private void decided(DecisionRecord record) {
        for (PlannedAction action : record.plan().execute()) {
            UnderWay begun = underWay.get(action.proposal().subject());
            if (begun != null) {
                begun.expected = action.targets().size();
            }
        }
        budgets.decided(record);
        sets.decided(record);
        RelocationWatch.decided(record);
    }

    /** After the calm: nothing goes on, and nothing of ours is left. */
    void atTheEnd(long writes) {
        if (trial.settings().dryRun() && writes > 0) {
            throw new Violation("1 a dry run writes nothing", writes + " writes to the ledger");
        }
        boolean sound = trial.services().stream().allMatch(TrialService::isSound);
        if (sound) {
            rest.atTheEnd(trial.calm());
            liveness.atTheEnd();
        }
        sets.atTheEnd();
        swarm.census().services().forEach((name, service) -> {
            String id = name + "-id";
            boolean ours = service.constraints().stream().anyMatch(text -> text.startsWith("node.id!="));
            if (ours && !underWay.containsKey(id) && !isRolledBack(id)) {
                throw new Violation("5 nothing is left behind", name + " bears " + service.constraints());
            }
        });
    }

    private boolean isRolledBack(String serviceId) {
        return swarm.facts().stream().anyMatch(fact -> fact instanceof Service service
                && service.id().equals(serviceId) && service.updateState() == UpdateState.ROLLBACK_PAUSED);
    }

    private String spec(Proposal proposal) {
        TrialService service = services.get(proposal.subject());
        return service == null ? "" : swarm.census().services().get(service.name()).spec();
    }

    /** A restarted task waits until the one before it has let go of its port, its memory or its place among the replicas. */
    private int running(Proposal proposal) {
        TrialService service = services.get(proposal.subject());
        return service == null ? 0 : swarm.census().services().get(service.name()).nodes().size();
    }

    private static boolean isBound(TrialService service) {
        boolean movable = service.facts().stream().anyMatch(fact -> fact instanceof ServiceLabel label
                && label.key().equals("orchestration.movable") && label.value().equals("true"));
        return !movable && service.facts().stream().anyMatch(fact -> fact instanceof Mount mount
                && mount.type() == MountType.VOLUME && !mount.driverOptions());
    }

    private String time() {
        return Duration.between(VirtualClock.START, swarm.clock().instant()).toString().substring(2);
    }

    private static final class UnderWay {
        private final String instance;
        private final Proposal proposal;
        private final String spec;
        private final int ran;
        private int expected;
        /** Tasks of its own that failed meanwhile, each of which Swarm starts once more. */
        private int failures;
        private boolean disturbed;
        private boolean rewritten;

        UnderWay(String instance, Proposal proposal, String spec, int ran) {
            this.ran = ran;
            this.instance = instance;
            this.proposal = proposal;
            this.spec = spec;
        }
    }
}
