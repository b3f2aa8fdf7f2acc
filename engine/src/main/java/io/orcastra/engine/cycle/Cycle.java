package io.orcastra.engine.cycle;

import io.orcastra.engine.cycle.Actions.Ending;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.OrderAnswers;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswers;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Consents;
import io.orcastra.engine.plan.LastHour;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Planner;
import io.orcastra.engine.plan.RelocationPolicy;
import io.orcastra.engine.plan.Situation;
import io.orcastra.engine.plan.Weighing;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.condition.MayRunOn;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.condition.ToBeFenced;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One look after the other: observe, remember, conclude, plan, act, learn. Knows when to look next, but does not wait.
 * Used by one thread.
 */
final class Cycle {
    private final WorkingMemory memory;
    private final Observing observing;
    private final Settling settling;
    private final Standing standing;
    private final Actions actions;
    private final Clock clock;
    private final EngineListener listener;
    private final Timers timers;
    private final RecentFailures failures;
    private final Lessons lessons;
    private final LearnedCosts costs = new LearnedCosts();
    private final NodeWaits waits = new NodeWaits();
    private final Patience patience = new Patience();
    private final SpentApprovals approvals;
    private final FollowUp followUp;
    private final Concluding concluding;
    private final Recoveries recoveries;
    private final Planner planner = new Planner();

    private EngineSettings settings;
    private Collection<?> policy = List.of();
    private long number;
    private long lookedAt;
    private Set<Object> windows = Set.of();
    private Set<String> stable = Set.of();
    private volatile LoopStatus status = LoopStatus.NOT_STARTED;

    Cycle(WorkingMemory memory, Observing observing, Settling settling, Standing standing, Actions actions, Clock clock,
            EngineListener listener) {
        this.memory = memory;
        this.observing = observing;
        this.settling = settling;
        this.standing = standing;
        this.actions = actions;
        this.clock = clock;
        this.listener = listener;
        timers = new Timers(clock);
        failures = new RecentFailures(clock);
        lessons = new Lessons(clock);
        approvals = new SpentApprovals(clock);
        followUp = new FollowUp(clock);
        recoveries = new Recoveries(standing, actions, clock);
        concluding = new Concluding(memory, timers, lessons);
    }

    void configure(Collection<?> policy, EngineSettings settings) {
        this.settings = settings;
        this.policy = policy;
        lessons.history().keepContradictions(RelocationPolicy.of(policy).quiet());
        memory.replace("configuration", policy);
    }

    /** All that is known now, to fill another memory with. */
    Map<String, Collection<Object>> known() {
        return memory.bySource();
    }

    /** Concludes by other rules from now on; facts, timers and lessons stay. */
    void adopt(WorkingMemory other) {
        memory.adopt(other);
        lessons.forgive();
    }

    DecisionRecord run(String trigger) {
        Instant at = clock.instant();
        lookedAt = clock.nanos();
        List<Ending> endings = actions.collect();
        learn(endings);
        giveBack(endings);
        int changes = observing.look(memory, settings.settle());
        Set<Object> known = memory.facts();
        standing.look(known, !settings.dryRun(), at);
        follow(known);
        if (acting()) {
            recoveries.look(() -> mayRunTwice(memory.conclude(), firm()));
        }
        remember(known, at);
        Conclusions conclusions = concluding.conclude(firm());
        stable = told(conclusions, StableNode.class, StableNode::nodeId);
        actions.fence(told(conclusions, ToBeFenced.class, ToBeFenced::serviceId));
        Set<Object> facts = memory.facts();
        Background background = background(facts);
        Plan plan = Plan.EMPTY;
        boolean begun = true;
        if (!conclusions.proposals().isEmpty()) {
            Situation situation = situation(facts, conclusions, background, at);
            plan = planner.plan(situation);
            begun = !acting() || begin(plan, facts, situation.weighing().uses(plan, at));
        }
        write();
        if (acting()) {
            answer(facts, conclusions, plan);
        }
        followUp.looked(changes > 0 || !endings.isEmpty() || !begun, !actions.subjects().isEmpty(), facts);
        return record(trigger, at, facts, conclusions, plan, background);
    }

    LoopStatus status() {
        return status;
    }

    /** Renews the lease between two cycles; true when a cycle should follow. */
    boolean tendLease() {
        return standing.tend();
    }

    /** Time until the lease is to be tended; null in dry run. */
    Duration nextLease() {
        return settings.dryRun() ? null : standing.due();
    }

    /** What the actions that ended meanwhile taught is kept, and the lease given back. */
    void close() throws LedgerUnavailable {
        try {
            learn(actions.collect());
            write();
        } finally {
            standing.release();
            memory.close();
        }
    }

    /** Time from the last look to the next one that is due without anybody asking. */
    Duration nextLook() {
        long since = clock.nanos() - lookedAt;
        return Stream.of(followUp.due(), settling.due()).filter(Objects::nonNull)
                .map(due -> due.minusNanos(since))
                .reduce(settings.poll().minusNanos(since), Cycle::sooner);
    }

    /** Whether looking again would show nothing new as long as the swarm stays as it is and no moment comes. */
    boolean atRest() {
        return status.planned() + status.deferred() + status.vetoed() + status.underWay() == 0
                && status.unsettled().isEmpty() && followUp.due() == null && settling.due() == null;
    }

    /** As after a look that showed nothing new. */
    void skip() {
        lookedAt = clock.nanos();
    }

    /** Time until a fact begins or ends by itself; null when none will. */
    Duration nextMoment() {
        return Stream.of(timers.due(), lessons.due(), failures.due(), recoveries.due(), Windows.due(windows, clock.instant()))
                .filter(Objects::nonNull).reduce(Cycle::sooner).orElse(null);
    }

    /**
     * Without its pin Swarm would start such a service elsewhere, though it may still run where its node was lost. While
     * the swarm is unsettled, as it is after a change of the leader, nobody knows which nodes are.
     */
    private static Set<String> mayRunTwice(Conclusions conclusions, boolean firm) {
        return firm ? told(conclusions, MayRunOn.class, MayRunOn::serviceId)
                : told(conclusions, ToBeFenced.class, ToBeFenced::serviceId);
    }

    private static <T> Set<String> told(Conclusions conclusions, Class<T> type, Function<T, String> service) {
        return conclusions.conditions().stream().filter(type::isInstance).map(type::cast).map(service)
                .collect(Collectors.toSet());
    }

    private boolean acting() {
        return !settings.dryRun() && standing.held();
    }

    private static Duration sooner(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void learn(List<Ending> endings) {
        if (!endings.isEmpty()) {
            Retries retries = Retries.of(memory.facts());
            Rests rests = Rests.of(memory.facts());
            endings.forEach(ending -> {
                if (ending.recovered()) {
                    lessons.interrupted(ending.outcome().proposal());
                }
                lessons.rest(ending.outcome(), rests);
                lessons.failed(ending.outcome(), () -> Circumstances.of(memory.facts(), policy, stable));
                lessons.learn(ending.outcome(), retries, settings.cooldown());
            });
            endings.forEach(ending -> costs.learn(ending.outcome(), memory.facts()));
        }
    }

    /** Whoever acts instead has decided without what was spent: only the holder of the lease gives back. */
    private void giveBack(List<Ending> endings) {
        SpentApprovals.Unused unused = approvals.unused(endings);
        standing.giveBack(acting() ? unused : SpentApprovals.Unused.NONE);
    }

    /** Knows what whoever acts has learnt, and which nodes took with them what was moved there. */
    private void follow(Collection<?> known) {
        CooldownPage written = standing.newLessons();
        if (written != null) {
            timers.remember(written.timings());
        }
        if (written != null && lessons.changed()) {
            lessons.merge(written);
            costs.knowBeside(written.moveSeconds());
        } else if (written != null) {
            lessons.read(written);
            costs.know(written.moveSeconds());
        }
        lessons.losses().look(known);
        lessons.history().lost(known.stream().filter(fact -> fact instanceof Node node && isLost(node))
                .map(fact -> ((Node) fact).id()).collect(Collectors.toSet()));
    }

    /** After a change of leader all nodes are unknown for a moment, and what was moved to them is still there. */
    private static boolean isLost(Node node) {
        return node.status() != NodeStatus.READY && node.status() != NodeStatus.UNKNOWN;
    }

    private void remember(Collection<?> known, Instant at) {
        Set<Object> own = new HashSet<>(observing.facts());
        own.addAll(standing.facts(!settings.dryRun()));
        own.addAll(actions.facts());
        own.addAll(settling.reasons());
        memory.replace("waits", waits.among(known));
        Set<StartPatience> starts = patience.of(memory.facts());
        actions.allow(starts);
        own.addAll(starts);
        LastHour.of(lessons.history().actions(), at).spent(settings.budgets().perHour()).ifPresent(own::add);
        if (actions.recovering()) {
            own.add(new Unsettled("finishing or undoing what an earlier instance left under way", null));
        }
        memory.replace("engine", own);
        lessons.reconsider(() -> Circumstances.of(known, policy, stable));
        memory.replace(Lessons.SOURCE, lessons.facts());
        memory.replace("failures", failures.among(known));
        windows = Windows.at(at, known);
        memory.replace(Windows.SOURCE, windows);
    }

    private void answer(Set<Object> facts, Conclusions conclusions, Plan plan) {
        standing.answer(RequestPage.PAGE, trusted(RequestAnswers.of(facts, conclusions.conditions(), plan)));
        standing.answer(OrderPage.PAGE, trusted(OrderAnswers.of(facts, plan)));
    }

    /** That something is done is said only of a swarm that can be trusted. */
    private List<RequestAnswer> trusted(List<RequestAnswer> answers) {
        return answers.stream().filter(answer -> firm() || !answer.state().isEnd()).toList();
    }

    private boolean firm() {
        return observing.complete() && settling.reasons().isEmpty();
    }

    private Background background(Set<Object> facts) {
        return new Background(firm(), timers.asConcluded(facts), timers.waiting(), actions.subjects(), actions.towards(),
                lessons.history().actions(), costs.moves(), settings.budgets());
    }

    private Situation situation(Set<Object> facts, Conclusions conclusions, Background background, Instant at) {
        return new Situation(ClusterView.of(facts), conclusions.proposals(), conclusions.vetoes(), background.underWay(),
                background.towards(), background.history(), background.budgets(), at,
                Weighing.of(facts, conclusions.conditions(), conclusions.targetVetoes(), costs.of(facts)));
    }

    /**
     * What disturbs is in the ledger before it begins: a process that dies of it must not begin it over and over. What
     * was approved of is spent after that, and before it begins: a ledger that takes no writes costs nobody a yes, and a
     * process that dies of it asks again.
     *
     * @return false when something could not be begun, because the ledger could not be written
     */
    private boolean begin(Plan plan, Set<Object> facts, Consents.Use consent) {
        Map<PlannedAction, PastAction> disturbing = new LinkedHashMap<>();
        plan.execute().stream().filter(PlannedAction::disturbs).forEach(one -> disturbing.put(one, past(one, facts)));
        disturbing.values().forEach(lessons::begun);
        boolean written = disturbing.isEmpty() || write();
        boolean approved = written && standing.spend(consent);
        List<PlannedAction> begun = plan.execute().stream().filter(action -> written || !action.disturbs())
                .filter(action -> approved || !consent.exchanges().containsKey(action)).toList();
        disturbing.forEach((action, past) -> {
            if (!begun.contains(action)) {
                lessons.notBegun(past);
            }
        });
        if (approved) {
            approvals.begun(consent);
        }
        begun.forEach(actions::begin);
        return begun.size() == plan.execute().size();
    }

    private PastAction past(PlannedAction action, Set<Object> facts) {
        Set<String> from = facts.stream()
                .filter(fact -> fact instanceof Task task && action.targets().containsKey(task.id()))
                .map(fact -> ((Task) fact).nodeId()).collect(Collectors.toSet());
        return new PastAction(clock.instant(), action.proposal().subject(),
                action.proposal().action().getClass().getSimpleName(), action.proposal().cause(), from,
                Set.copyOf(action.targets().values()), PastAction.End.OPEN);
    }

    /** False when what was learnt could not be written; the next cycle tries again. */
    private boolean write() {
        boolean changed = lessons.changed() || lessons.losses().changed() || timers.changed();
        if (changed && acting() && standing.write(lessons.entries(timers.timings(), costs.moves()))) {
            lessons.written();
            timers.written();
        }
        return !lessons.changed();
    }

    private DecisionRecord record(
            String trigger, Instant at, Set<Object> facts, Conclusions conclusions, Plan plan, Background background) {
        Duration took = Duration.ofNanos(clock.nanos() - lookedAt);
        DecisionRecord record = new DecisionRecord(
                ++number, trigger, at, took, facts, conclusions.conditions(), Explaining.findings(conclusions, plan, facts), plan,
                Explaining.evidence(conclusions, plan, facts), background);
        status = new LoopStatus(true, number, at, took, observing.lastComplete(), standing.held(), standing.holder(),
                settling.reasons().stream().map(Unsettled::reason).toList(), plan.execute().size(),
                plan.deferred().size(), plan.vetoed().size(), record.findings().size(), actions.subjects().size());
        listener.cycleCompleted(record);
        return record;
    }
}
