package io.orcastra.engine.explain;

import io.orcastra.engine.cycle.Examination;
import io.orcastra.engine.explain.Explanation.Answer;
import io.orcastra.engine.explain.Explanation.Held;
import io.orcastra.engine.plan.Candidate;
import io.orcastra.engine.plan.Candidates;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.reading.Cause;
import io.orcastra.rules.reading.FactBase;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.Reason;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.Unexplained;
import io.orcastra.rules.reading.WayOut;
import io.orcastra.rules.reading.Whereabouts;
import io.orcastra.rules.reading.WhyNot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers for a service or node why something was decided about it, and why not. Used by one thread. */
public final class Explainer {
    private final Reading reading;
    private final Examination examination;
    private final DecisionRecord record;
    private final WhyNot whyNot;
    private final Remedies remedies;
    private final Candidates candidates;
    private final Comparator<Obstacle> worstFirst;

    public Explainer(Reading reading, Examination examination) {
        this(reading, examination, new Whereabouts());
    }

    /** @param whereabouts told which condition is looked at, for whoever waits for an answer that does not come */
    public Explainer(Reading reading, Examination examination, Whereabouts whereabouts) {
        this.reading = reading;
        this.examination = examination;
        record = examination.record();
        FactBase facts = new FactBase(examination.everything(), whereabouts);
        whyNot = new WhyNot(reading, facts);
        remedies = new Remedies(examination, new WayOut(reading, facts), reading.rules());
        candidates = new Candidates(examination.situation());
        worstFirst = Obstacle.worstFirst(record.at());
    }

    /** What every rule that wishes for something says of the subject. */
    public Explanation explain(Subject subject) {
        return explain(subject, Stream.concat(reading.rules().stream(), reading.unreadable().stream().map(Unexplained::rule))
                .filter(rule -> rule.family() == RuleFamily.PROPOSAL).toList());
    }

    /** What these rules say of the subject, of whatever family. */
    public Explanation explain(Subject subject, List<RuleDescription> rules) {
        Concern concern = new Concern(subject, record);
        List<PlannedAction> planned = record.plan().execute().stream()
                .filter(action -> concern.isAbout(action.wish()) || concern.isAbout(action.proposal())).toList();
        List<Refusal> refusals = Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream())
                .filter(refusal -> concern.isAbout(refusal.proposal())).toList();
        Optional<Proposal> wish = Stream.concat(refusals.stream().map(Refusal::proposal),
                        planned.stream().map(PlannedAction::wish))
                .filter(proposal -> proposal.action() instanceof Move && proposal.subject().equals(subject.id())).findFirst();
        List<Held> held = refusals.stream().map(refusal -> held(refusal, record.plan().deferred().contains(refusal))).toList();
        List<Answer> answers = rules.stream().flatMap(rule -> answer(rule, subject).stream()).sorted(nearest()).toList();
        return new Explanation(subject, record.conditions().stream().filter(concern::isAbout).toList(),
                record.findings().stream().filter(concern::isAbout).toList(), planned, held, answers,
                candidates(subject, wish), wish, obstacles(planned, held, answers), unreadable(rules));
    }

    /** Those asked, and those of conditions: what is missing may be what one of them concludes. */
    private List<Unexplained> unreadable(List<RuleDescription> asked) {
        return reading.unreadable().stream()
                .filter(one -> asked.contains(one.rule()) || one.rule().family() == RuleFamily.CONDITION).toList();
    }

    private List<Obstacle> obstacles(List<PlannedAction> planned, List<Held> held, List<Answer> answers) {
        if (!held.isEmpty()) {
            return held.stream().flatMap(one -> one.obstacles().stream()).distinct().sorted(worstFirst).toList();
        }
        return planned.isEmpty() ? answers.stream().filter(answer -> !answer.reason().holds()).map(Answer::obstacle).toList()
                : List.of();
    }

    private Held held(Refusal refusal, boolean later) {
        List<Candidate> nodes = candidates(refusal.proposal());
        return new Held(refusal.proposal(), later, refusal.vetoes().stream().map(veto -> obstacle(veto, nodes))
                .sorted(worstFirst).collect(Collectors.toList()));
    }

    private Obstacle obstacle(Veto veto, List<Candidate> nodes) {
        Optional<PlannerRule> planner = Remedies.planner(veto);
        String sentence = planner.map(PlannerRule::sentence).orElseGet(() -> reading.rules().stream()
                .filter(rule -> rule.id().equals(veto.rule())).map(RuleDescription::sentence).findFirst().orElse(""));
        return new Obstacle(planner.isPresent() ? Obstacle.Kind.PLANNER : Obstacle.Kind.VETO, veto.rule(), sentence,
                veto.reason(), remedies.of(veto, nodes), Optional.empty());
    }

    private List<Candidate> candidates(Subject subject, Optional<Proposal> wish) {
        return wish.map(this::candidates).orElseGet(() -> subject instanceof Subject.OfService one
                ? candidates.of(one.service()) : List.of());
    }

    private List<Candidate> candidates(Proposal proposal) {
        return Optional.ofNullable(examination.situation().cluster().service(proposal.subject()))
                .map(service -> candidates.of(service, proposal)).orElse(List.of());
    }

    private Optional<Answer> answer(RuleDescription rule, Subject subject) {
        return whyNot.of(rule, subject).map(reason -> new Answer(rule, reason, isAsked(reason.root().cause()),
                new Obstacle(Obstacle.Kind.NOT_WISHED, rule.id(), rule.sentence(), "",
                        Remedy.of(reason.root().cause(), examination::passed), Optional.of(reason))));
    }

    /** First what anything asks for, then what came nearest. */
    private Comparator<Answer> nearest() {
        return Comparator.comparing(Answer::asked).reversed().thenComparing(Answer::obstacle, worstFirst)
                .thenComparing(Comparator.comparingDouble((Answer answer) -> answer.reason().progress()).reversed())
                .thenComparing(answer -> answer.rule().id());
    }

    /** A setting nobody made, a label nobody put on, something that did not happen. */
    private static boolean isAsked(Cause cause) {
        if (!(cause instanceof Cause.Missing missing)) {
            return true;
        }
        String from = missing.type().getPackageName();
        return missing.type() == Elapsed.class
                || missing.type() != ServiceLabel.class && !from.endsWith(".policy") && !from.endsWith(".control");
    }
}
