package io.orcastra.engine.simulation;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.BackgroundActions;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.PullRefusal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out actions on the simulated swarm in virtual time. As a {@link BackgroundActions} it returns at once and the
 * action goes on as time passes; as an {@link ActionExecutor} it lets time pass until the action has ended.
 */
public final class SimulatedActions implements ActionExecutor, BackgroundActions {
    /**
     * How long a move waits for a task to run of which nothing else is known, the grace period of the old one aside; its image
     * is there by then.
     */
    private static final Duration START_ALLOWANCE = Duration.ofSeconds(120);

    private final World world;
    private final Writes writes;
    private final PinMemory memory;
    private final IntentLog intents;
    private final OwnServices ownServices;
    private final BooleanSupplier reach;
    private final Consumer<Duration> passing;
    private final List<RemoteHands> hands;
    private final List<ServiceAction> underWay = new ArrayList<>();
    private Set<String> fenced = Set.of();
    private Map<String, StartPatience> starts = Map.of();
    private int begun;
    private boolean stopped;

    /**
     * @param reach   whether the engine answers
     * @param passing lets time pass, at most so long
     * @param hands   those who are asked for what the managers cannot do
     */
    SimulatedActions(World world, Writes writes, PinMemory memory, IntentLog intents, BooleanSupplier reach,
            Consumer<Duration> passing, List<RemoteHands> hands) {
        this.hands = hands;
        this.reach = reach;
        this.world = world;
        this.writes = writes;
        this.ownServices = new OwnServices(world, writes);
        this.memory = memory;
        this.intents = intents;
        this.passing = passing;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        List<Outcome> ended = new ArrayList<>();
        execute(proposal, targets, ended::add);
        return awaited(ended);
    }

    @Override
    public Outcome recover(Intent intent) {
        List<Outcome> ended = new ArrayList<>();
        recover(intent, ended::add);
        return awaited(ended);
    }

    @Override
    public void stop(Duration grace) {
        stopped = true;
        underWay.forEach(ServiceAction::stop);
        for (long end = world.clock.nanos() + grace.toNanos(); !underWay.isEmpty() && world.clock.nanos() < end;) {
            passing.accept(Duration.ofNanos(end - world.clock.nanos()));
        }
    }

    /** The process dies as by {@code SIGKILL}: pins and intents stay. */
    void die() {
        stopped = true;
        underWay.forEach(ServiceAction::die);
    }

    @Override
    public void execute(Proposal proposal, Map<String, String> targets, Consumer<Outcome> ended) {
        Telling telling = new Telling(proposal, world.now(), ended);
        if (stopped) {
            telling.ended(Result.SKIPPED, "this instance is stopping", 0, List.of());
        } else if (!reach.getAsBoolean()) {
            telling.ended(Result.FAILED, "the engine does not answer", 0, List.of());
        } else {
            world.tell(Kind.ACTION_BEGAN, proposal.subject(), "", proposal.reason());
            perform(proposal, targets, telling);
        }
    }

    @Override
    public void fence(Set<String> serviceIds) {
        fenced = Set.copyOf(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> told) {
        starts = told.stream().collect(Collectors.toMap(StartPatience::serviceId, Function.identity()));
    }

    @Override
    public void recover(Intent intent, Consumer<Outcome> ended) {
        Proposal proposal = new Proposal(
                intent.rule(), new RestorePreviousSpec(intent.subject()), intent.cause(), "it was interrupted");
        Telling telling = new Telling(proposal, world.now(), ended);
        recover(intent, telling, world.clock.nanos() + Duration.ofSeconds(10).toNanos());
    }

    private void perform(Proposal proposal, Map<String, String> targets, Telling telling) {
        Action action = proposal.action();
        if (action instanceof SetNodeLabel || action instanceof RemoveNodeLabel) {
            label(proposal, telling);
            return;
        }
        if (action instanceof CreateService || action instanceof UpdateService) {
            own(proposal, telling);
            return;
        }
        Optional<RemoteHands> asked = hands.stream().filter(one -> one.does(action)).findFirst();
        if (asked.isPresent()) {
            ask(asked.get(), proposal, telling);
            return;
        }
        ServiceState service = world.services.get(action.subject());
        if (service == null) {
            telling.ended(Result.SKIPPED, "it does not exist any more", 0, List.of());
        } else if (action instanceof RestorePreviousSpec) {
            restore(proposal, service, telling);
        } else if (service.spec.service().mode() == ServiceMode.REPLICATED_JOB
                || service.spec.service().mode() == ServiceMode.GLOBAL_JOB
                || service.isGlobal() && action instanceof MoveService) {
            telling.ended(Result.REFUSED, "a service of this kind is not moved", 0, List.of());
        } else if (service.updateState == UpdateState.UPDATING || service.updateState == UpdateState.ROLLBACK_STARTED) {
            telling.ended(Result.REFUSED, "somebody else is updating it", 0, List.of());
        } else {
            replace(proposal, service, targets, telling);
        }
    }

    private Duration startAllowance(ServiceState service) {
        StartPatience known = starts.get(service.id);
        return known == null ? START_ALLOWANCE : known.over(START_ALLOWANCE);
    }

    private void ask(RemoteHands asked, Proposal proposal, Telling telling) {
        Intent intent = intent(proposal, Set.of());
        if (begins(intent, telling)) {
            asked.ask(proposal.action(), (result, message) ->
                    end(intent, () -> telling.ended(result, message, 0, List.of())));
        }
    }

    private void own(Proposal proposal, Telling telling) {
        Intent intent = intent(proposal, Set.of());
        if (begins(intent, telling)) {
            boolean done = proposal.action() instanceof CreateService create
                    ? ownServices.create(create) : ownServices.update((UpdateService) proposal.action());
            end(intent, () -> telling.ended(done ? Result.SUCCEEDED : Result.SKIPPED,
                    done ? "" : "what to do is decided anew", 0, List.of()));
        }
    }

    private void replace(Proposal proposal, ServiceState service, Map<String, String> targets, Telling telling) {
        PinnedMove move = proposal.action() instanceof MoveService wish
                ? PinnedMove.moving(world, service, wish)
                : PinnedMove.restarting(world, service, (RestartService) proposal.action());
        if (move == null) {
            telling.ended(Result.SKIPPED, "every task is in its place already", 0, List.of());
            return;
        }
        if (proposal.action() instanceof MoveService && !move.takesOnly(world, targets.keySet())) {
            telling.ended(Result.SKIPPED, "a task has come to another node meanwhile, which was not to be moved; "
                    + "what to do is decided anew", 0, List.of());
            return;
        }
        if (!move.home().isEmpty() && move.home().stream().map(world.nodes::get)
                .noneMatch(node -> node != null && node.takesTasks())) {
            telling.ended(Result.REFUSED, "none of the nodes is ready and active", 0, List.of());
            return;
        }
        Intent intent = intent(proposal, move.pins());
        if (begins(intent, telling)) {
            ServiceAction[] action = new ServiceAction[1];
            action[0] = new ServiceAction(world, writes, memory, intents, reach, () -> fenced.contains(service.id), intent, move,
                    startAllowance(service), (result, message, restarts, refusals) -> {
                        underWay.remove(action[0]);
                        telling.ended(result, message, restarts, refusals);
                    });
            underWay.add(action[0]);
            action[0].begin(proposal.action() instanceof MoveService ? targets.values() : Set.of());
        }
    }

    private void label(Proposal proposal, Telling telling) {
        NodeState node = world.nodes.get(proposal.subject());
        if (node == null) {
            telling.ended(Result.SKIPPED, "it does not exist any more", 0, List.of());
            return;
        }
        Intent intent = intent(proposal, Set.of());
        if (!begins(intent, telling)) {
            return;
        }
        if (proposal.action() instanceof RemoveNodeLabel remove && isNeeded(node, remove.key())) {
            end(intent, () -> telling.ended(Result.SKIPPED, "a task has come to need the label " + remove.key()
                    + " there; what to do is decided anew", 0, List.of()));
            return;
        }
        boolean changed = write(node, proposal.action());
        end(intent, () -> telling.ended(changed ? Result.SUCCEEDED : Result.SKIPPED,
                changed ? "" : "the label is as it should be", 0, List.of()));
    }

    /** Swarm would evict the task at once; the rules looked too, but some time ago. */
    private boolean isNeeded(NodeState node, String key) {
        String value = node.labels.getOrDefault(key, "");
        return node.takesTasks() && world.services.values().stream()
                .filter(service -> service.spec.constraints().stream().anyMatch(constraint ->
                        constraint.operator() == ConstraintOperator.EQUAL && constraint.labelKey().equals(key)
                                && constraint.value().equalsIgnoreCase(value)))
                .anyMatch(service -> world.wanted(service).stream().anyMatch(task -> task.nodeId.equals(node.id)));
    }

    private boolean write(NodeState node, Action action) {
        if (action instanceof SetNodeLabel set && !set.value().equals(node.labels.get(set.key()))) {
            writes.label(node, set.key(), set.value());
            return true;
        }
        if (action instanceof RemoveNodeLabel remove && node.labels.containsKey(remove.key())) {
            writes.unlabel(node, remove.key());
            return true;
        }
        return false;
    }

    private void restore(Proposal proposal, ServiceState service, Telling telling) {
        Intent intent = intent(proposal, Set.of());
        if (!begins(intent, telling)) {
            return;
        }
        Spec previous = memory.previous(service.id);
        Spec own = previous == null ? memory.unpinned(service.id) : previous;
        if (own != null) {
            writes.update(service, own.withTasks(service.spec.taskVersion()));
        }
        end(intent, () -> telling.ended(own == null ? Result.REFUSED : Result.SUCCEEDED,
                own == null ? "its previous version is not known" : "", 0, List.of()));
    }

    private void recover(Intent intent, Telling telling, long until) {
        ServiceState service = world.services.get(intent.subject());
        boolean bearsPin = service != null && service.spec.constraints().stream()
                .anyMatch(constraint -> intent.pins().contains(constraint.expression()));
        boolean going = bearsPin && service.updateState == UpdateState.UPDATING;
        if (!reach.getAsBoolean() || going && world.clock.nanos() < until) {
            world.timeline.in(Duration.ofMillis(250), () -> recover(intent, telling, until));
            return;
        }
        if (bearsPin) {
            Spec own = memory.unpinned(service.id);
            writes.update(service, PinnedMove.without(
                    service.spec, intent.pins(), own == null ? UpdateRules.DEFAULT : own.update()));
            world.tell(Kind.UNPINNED, service.id, "", service.name() + " is free again");
        }
        end(intent, () -> telling.ended(
                Result.SKIPPED, "an interrupted action was finished or undone; no pin is left", 0, List.of()));
    }

    private boolean begins(Intent intent, Telling telling) {
        try {
            if (intents.begin(intent)) {
                return true;
            }
            telling.ended(Result.SKIPPED,
                    "this instance does not hold the lease, or an action on it is under way", 0, List.of());
        } catch (LedgerUnavailable away) {
            telling.ended(Result.FAILED, away.getMessage(), 0, List.of());
        }
        return false;
    }

    private void end(Intent intent, Runnable then) {
        try {
            intents.end(intent.id());
            then.run();
        } catch (LedgerUnavailable away) {
            world.timeline.in(Duration.ofSeconds(2), () -> end(intent, then));
        }
    }

    private Intent intent(Proposal proposal, Set<String> pins) {
        return new Intent("simulated-" + world.clock.nanos() + "-" + ++begun, proposal.subject(),
                proposal.action().getClass().getSimpleName(), proposal.rule(), proposal.cause(), List.copyOf(pins), "", "",
                world.now());
    }

    private Outcome awaited(List<Outcome> ended) {
        while (ended.isEmpty()) {
            passing.accept(Duration.ofSeconds(1));
        }
        return ended.get(0);
    }

    /** Makes an outcome of an end. */
    private final class Telling {
        private final Proposal proposal;
        private final Instant begun;
        private final Consumer<Outcome> ended;

        Telling(Proposal proposal, Instant begun, Consumer<Outcome> ended) {
            this.proposal = proposal;
            this.begun = begun;
            this.ended = ended;
        }

        void ended(Result result, String message, int restarts, List<PullRefusal> refusals) {
            world.tell(Kind.ACTION_ENDED, proposal.subject(), "", result == Result.SUCCEEDED
                    ? "done: " + proposal.reason() : result.name().toLowerCase(Locale.ROOT) + ": " + message);
            ended.accept(new Outcome(proposal, result, message, restarts, begun, world.now(), refusals));
        }
    }
}
