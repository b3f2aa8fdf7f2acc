package io.orcastra.adapters.report;

import io.orcastra.adapters.report.ExplainReport.MoveItem;
import io.orcastra.adapters.report.ExplainReport.NodeItem;
import io.orcastra.adapters.report.ExplainReport.ObstacleItem;
import io.orcastra.adapters.report.ExplainReport.RemedyItem;
import io.orcastra.adapters.report.ExplainReport.RuleItem;
import io.orcastra.adapters.report.ExplainReport.SubjectItem;
import io.orcastra.adapters.report.ExplainReport.UnexplainedItem;
import io.orcastra.engine.explain.Explanation;
import io.orcastra.engine.explain.Explanation.Answer;
import io.orcastra.engine.explain.Obstacle;
import io.orcastra.engine.placement.Obstruction;
import io.orcastra.engine.plan.Candidate;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.Relocated;
import io.orcastra.rules.reading.Reason;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.Unexplained;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns an explanation into a report; pure. */
public final class ExplainReporter {
    private final Explanation explanation;
    private final DecisionRecord record;
    private final Names names;
    private final Amounts amounts;
    private final RemedyWords remedies;

    private ExplainReporter(Explanation explanation, DecisionRecord record) {
        this.explanation = explanation;
        this.record = record;
        names = new Names(record.facts());
        amounts = new Amounts(record.facts(), names, record.at());
        remedies = new RemedyWords(names, record.at(), amounts);
    }

    /**
     * @param record     the decision that is explained
     * @param source     what was observed, such as {@code docker} or {@code snapshot small.json}
     * @param observedAt when it was observed
     * @param now        when the report is made
     */
    public static ExplainReport report(
            Explanation explanation, DecisionRecord record, String source, Instant observedAt, Instant now) {
        ExplainReporter reporter = new ExplainReporter(explanation, record);
        return new ExplainReport(ExplainReport.FORMAT, reporter.subject(), reporter.lastMove(),
                Reporter.report(reporter.narrowed(), source, observedAt, now, Optional.empty()),
                explanation.obstacles().stream().map(reporter::obstacle).toList(), reporter.nodes(),
                explanation.answers().stream().map(reporter::rule).toList(),
                explanation.unreadable().stream().map(ExplainReporter::unexplained).toList());
    }

    /** The decision without what is not about the subject. */
    private DecisionRecord narrowed() {
        List<Refusal> deferred = new ArrayList<>(record.plan().deferred());
        deferred.removeIf(refusal -> explanation.held().stream().noneMatch(held -> held.proposal().equals(refusal.proposal())));
        List<Refusal> vetoed = new ArrayList<>(record.plan().vetoed());
        vetoed.removeIf(refusal -> explanation.held().stream().noneMatch(held -> held.proposal().equals(refusal.proposal())));
        return new DecisionRecord(record.cycle(), record.trigger(), record.at(), record.took(), record.facts(),
                explanation.conditions(), explanation.findings(), new Plan(explanation.planned(), deferred, vetoed),
                record.evidence(), record.background());
    }

    private SubjectItem subject() {
        if (explanation.subject() instanceof Subject.OfService one) {
            return new SubjectItem("service", one.id(), one.name(), state(one.service()));
        }
        Node node = ((Subject.OfNode) explanation.subject()).node();
        long tasks = tasks().stream().filter(task -> task.nodeId().equals(node.id())).count();
        return new SubjectItem("node", node.id(), names.of(node.id()), lower(node.role()) + ", " + lower(node.status()) + ", "
                + lower(node.availability()) + ", " + TextReport.counted((int) tasks, "task"));
    }

    private MoveItem lastMove() {
        return record.facts().stream().filter(Relocated.class::isInstance).map(Relocated.class::cast)
                .filter(moved -> moved.serviceId().equals(explanation.subject().id())).findFirst()
                .map(moved -> new MoveItem(names(moved.from()), names(moved.to()), moved.at())).orElse(null);
    }

    private List<String> names(Set<String> nodes) {
        return nodes.stream().map(names::of).sorted().toList();
    }

    private String state(Service service) {
        List<Task> all = tasks().stream().filter(task -> task.serviceId().equals(service.id())).toList();
        List<String> running = all.stream().filter(task -> task.state() == TaskState.RUNNING)
                .map(task -> names.of(task.nodeId())).sorted().toList();
        return lower(service.mode()) + ", " + running.size() + " of "
                + Math.max(service.replicas(), all.size()) + " running" + (running.isEmpty() ? "" : " on " + String.join(", ", running));
    }

    private List<Task> tasks() {
        return record.facts().stream().filter(Task.class::isInstance).map(Task.class::cast).toList();
    }

    private ObstacleItem obstacle(Obstacle obstacle) {
        RemedyItem remedy = remedies.of(obstacle.remedy());
        String text = obstacle.words().isEmpty() ? remedy.text() : RemedyWords.beside(names.in(obstacle.words()), remedy);
        return new ObstacleItem(lower(obstacle.kind()), obstacle.rule(), obstacle.sentence(), text,
                obstacle.remedy().isWaiting(), remedy);
    }

    private List<NodeItem> nodes() {
        return explanation.subject() instanceof Subject.OfNode ? null
                : explanation.candidates().stream().map(this::node).toList();
    }

    private NodeItem node(Candidate candidate) {
        if (candidate.obstruction().isEmpty()) {
            return new NodeItem(names.of(candidate.nodeId()), true, null, null, null, null);
        }
        Obstruction obstruction = candidate.obstruction().get();
        Optional<Quantity> amount = amounts.of(candidate.nodeId(), obstruction);
        return new NodeItem(names.of(candidate.nodeId()), false, obstruction.by(),
                amounts.words(candidate.nodeId(), obstruction), amount.map(Quantity::amount).orElse(null),
                amount.map(Quantity::unit).orElse(null));
    }

    private RuleItem rule(Answer answer) {
        Reason reason = answer.reason();
        RemedyItem remedy = reason.holds() ? null : remedies.of(answer.obstacle().remedy());
        return new RuleItem(answer.rule().id(), answer.rule().sentence(), answer.rule().file(), reason.root().line(),
                reason.holds(), answer.asked(), reason.step(), reason.steps(), remedy == null ? "it matches" : remedy.text(),
                remedy, chain(reason));
    }

    private static UnexplainedItem unexplained(Unexplained one) {
        return new UnexplainedItem(one.rule().id(), one.rule().sentence(), one.rule().file(), one.rule().line(), one.why());
    }

    private static List<String> chain(Reason reason) {
        List<String> chain = new ArrayList<>();
        for (Optional<Reason> next = reason.because(); next.isPresent(); next = next.get().because()) {
            chain.add(next.get().rule().id());
        }
        return chain;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
