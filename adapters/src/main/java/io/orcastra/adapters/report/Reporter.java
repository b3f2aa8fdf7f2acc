package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Report.ActionItem;
import io.orcastra.adapters.report.Report.ConditionItem;
import io.orcastra.adapters.report.Report.FindingItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Objection;
import io.orcastra.adapters.report.Report.Observed;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.adapters.report.Report.Why;
import io.orcastra.engine.explain.Forecast;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns a decision record into a report; pure. */
public final class Reporter {

    /** Seconds by which clocks of one swarm may differ without being worth a word. */
    private static final long LARGEST_SKEW = 60;

    private final DecisionRecord record;
    private final Names names;
    private final ActionWords actionWords;
    private final FactWords factWords;
    private final DockerCommands commands;
    private final Set<Object> decisive;
    private final Map<String, Task> tasks;

    private Reporter(DecisionRecord record) {
        this.record = record;
        this.names = new Names(record.facts());
        this.actionWords = new ActionWords(names);
        this.factWords = new FactWords(names);
        this.commands = new DockerCommands(names, record.facts(), new GarbageWords(record));
        this.decisive = record.evidence().entrySet().stream().filter(entry -> !(entry.getKey() instanceof Condition))
                .flatMap(entry -> entry.getValue().facts().stream()).collect(Collectors.toSet());
        this.tasks = record.facts().stream().filter(Task.class::isInstance).map(Task.class::cast)
                .collect(Collectors.toMap(Task::id, Function.identity()));
    }

    /**
     * @param source     what was observed, such as {@code docker} or {@code snapshot small.json}
     * @param observedAt when it was observed
     * @param now        when the report is made
     * @param forecast   what becomes of the plan; empty for none
     */
    public static Report report(
            DecisionRecord record, String source, Instant observedAt, Instant now, Optional<Forecast> forecast) {
        return new Reporter(record).report(source, observedAt, now, forecast);
    }

    /** Some of what a decision plans, as steps. */
    public static List<Step> steps(DecisionRecord record, List<PlannedAction> planned) {
        Reporter reporter = new Reporter(record);
        return planned.stream().map(reporter::step).toList();
    }

    private Report report(String source, Instant observedAt, Instant now, Optional<Forecast> forecast) {
        List<Step> steps = record.plan().execute().stream().map(this::step).toList();
        return new Report(
                Report.FORMAT,
                record.at(),
                record.took().toMillis(),
                observed(source, observedAt, now),
                record.findings().stream().map(this::finding).toList(),
                record.conditions().stream().map(this::condition).toList(),
                steps,
                record.plan().deferred().stream().map(this::held).toList(),
                record.plan().vetoed().stream().map(this::held).toList(),
                forecast.map(predicted -> new Predicting(names).of(predicted)).orElse(null),
                List.of(), List.of());
    }

    private Observed observed(String source, Instant observedAt, Instant now) {
        Set<String> ready = record.facts().stream().filter(Node.class::isInstance).map(Node.class::cast)
                .filter(node -> node.status() == NodeStatus.READY).map(Node::id).collect(Collectors.toSet());
        long running = tasks.values().stream()
                .filter(task -> task.desired() == TaskState.RUNNING && task.state() == TaskState.RUNNING)
                .filter(task -> ready.contains(task.nodeId())).count();
        long seconds = Duration.between(observedAt, now).toSeconds();
        long age = seconds > -LARGEST_SKEW ? Math.max(0, seconds) : seconds;
        return new Observed(source, observedAt, age, count(Node.class), ready.size(), count(Service.class),
                tasks.size(), (int) running);
    }

    private int count(Class<?> type) {
        return (int) record.facts().stream().filter(type::isInstance).count();
    }

    private FindingItem finding(Finding finding) {
        return new FindingItem(finding.rule(), subject(finding.subject()), names.in(finding.message()),
                names.in(finding.advice()), why(finding));
    }

    private ConditionItem condition(Condition condition) {
        return new ConditionItem(condition.getClass().getSimpleName(), subject(condition.subject()),
                factWords.of(condition), decisive.contains(condition), why(condition));
    }

    private Step step(PlannedAction planned) {
        List<Replacement> replacements = planned.targets().entrySet().stream()
                .map(target -> new Replacement(names.of(target.getKey()), from(target.getKey()), names.of(target.getValue())))
                .sorted(Comparator.comparing(Replacement::task)).toList();
        Action action = planned.proposal().action();
        return new Step(planned.proposal().rule(), action(action, actionWords.of(planned)), names.in(planned.proposal().reason()),
                planned.expectedRestarts(), replacements, commands.of(action), why(planned.proposal()));
    }

    private String from(String taskId) {
        Task task = tasks.get(taskId);
        return task == null ? "" : names.of(task.nodeId());
    }

    private Held held(Refusal refusal) {
        return new Held(refusal.proposal().rule(), action(refusal.proposal().action(), actionWords.of(refusal.proposal().action())),
                names.in(refusal.proposal().reason()), refusal.vetoes().stream().map(this::objection).toList(),
                why(refusal.proposal()));
    }

    private Objection objection(Veto veto) {
        return new Objection(veto.rule(), names.in(veto.reason()), veto.until(), why(veto));
    }

    private ActionItem action(Action action, String words) {
        return new ActionItem(action.getClass().getSimpleName(), subject(action.subject()), words);
    }

    private Subject subject(String id) {
        return new Subject(id, names.of(id));
    }

    /**
     * Null when the record holds no evidence for it. Only facts are shown, not the sums and sets a rule collected on the
     * way.
     */
    private Why why(Object conclusion) {
        Evidence evidence = record.evidence().get(conclusion);
        return evidence == null ? null : new Why(evidence.rule(), evidence.sentence(), evidence.file(), evidence.line(),
                evidence.facts().stream().filter(Record.class::isInstance).map(factWords::of).toList());
    }
}
