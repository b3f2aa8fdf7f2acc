package io.orcastra.adapters.demo;

import io.orcastra.adapters.demo.Screen.Voice;
import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.report.Spans;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SwarmEvent;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.engine.simulation.SwarmListener;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what happens in the swarm and what Orcastra decides, in the order it happens and each thing once as long as
 * it holds. What belongs to the course of an action, such as a task that stops because it is moved, is left to the
 * action's own lines.
 */
final class Narrator implements EngineListener, SwarmListener {

    private static final Set<Kind> TOLD = Set.of(Kind.NODE_LOST, Kind.NODE_DOWN, Kind.NODE_BACK, Kind.NODE_READY,
            Kind.AVAILABILITY, Kind.LEADER_CHANGED, Kind.TASK_PENDING, Kind.TASK_RUNNING, Kind.TASK_FAILED,
            Kind.TASK_EVICTED, Kind.KERNEL_KILL, Kind.UPDATED_BY_OWNER, Kind.ROLLED_BACK, Kind.EXPORTER, Kind.SILENCE);
    private static final Set<Kind> ALARMING = Set.of(Kind.NODE_LOST, Kind.NODE_DOWN, Kind.TASK_FAILED, Kind.KERNEL_KILL,
            Kind.TASK_PENDING, Kind.SILENCE);

    private final Screen screen;
    private final Instant start;
    private final Supplier<Instant> now;
    private final Said said = new Said();
    private Names names;
    private int lines;
    private int actions;
    private int restarts;
    private int failures;

    /** @param facts of the swarm, for its names */
    Narrator(Screen screen, Instant start, Supplier<Instant> now, Collection<?> facts) {
        this.screen = screen;
        this.start = start;
        this.now = now;
        names = new Names(facts);
    }

    @Override
    public void happened(SwarmEvent event) {
        if (TOLD.contains(event.kind())) {
            tell(ALARMING.contains(event.kind()) ? Voice.ALARM : Voice.SWARM, names.in(event.words()));
        }
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        names = new Names(record.facts());
        for (Finding finding : record.findings()) {
            if (said.isNews(finding, now.get())) {
                tell(Voice.BAD, "mind: " + about(names.of(finding.subject()), names.in(finding.message())) + rule(finding.rule()));
            }
        }
        boolean waiting = record.facts().stream().anyMatch(fact -> fact instanceof Unsettled || fact instanceof InFlight);
        if (!waiting) {
            refused(record.plan().vetoed());
        }
        Set<Wish> wished = wished(record.plan());
        said.goOn(now.get(), thing -> thing instanceof NotMoved refused ? wished.contains(refused.wish())
                : record.findings().contains(thing));
    }

    /** As long as a rule wants to move a service, a reason against it that came, went and came again is no news. */
    private static Set<Wish> wished(Plan plan) {
        return Stream.of(plan.execute().stream().map(PlannedAction::proposal), plan.deferred().stream().map(Refusal::proposal),
                        plan.vetoed().stream().map(Refusal::proposal)).flatMap(proposals -> proposals)
                .filter(proposal -> proposal.action() instanceof Move).map(Wish::of).collect(Collectors.toSet());
    }

    /** What is not moved for the same reason is told in one line. */
    private void refused(List<Refusal> refusals) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Refusal refusal : refusals) {
            Veto veto = refusal.vetoes().get(0);
            if (isWorthTelling(refusal) && said.isNews(new NotMoved(veto.rule(), Wish.of(refusal.proposal())), now.get())) {
                byReason.computeIfAbsent(names.in(veto.reason()) + rule(veto.rule()), reason -> new ArrayList<>())
                        .add(names.of(refusal.proposal().subject()));
            }
        }
        byReason.forEach((reason, services) -> tell(Voice.BAD,
                "not moved: " + String.join(", ", services) + ", because " + reason));
    }

    /** A wish that waits for a known moment is no news, unless it is one that should not wait. */
    private static boolean isWorthTelling(Refusal refusal) {
        return refusal.proposal().action() instanceof Move && (isUrgent(refusal.proposal())
                || refusal.vetoes().stream().allMatch(veto -> veto.until() == null));
    }

    private static boolean isUrgent(Proposal proposal) {
        return proposal.action() instanceof Relocate relocate && relocate.urgent();
    }

    private static String about(String subject, String message) {
        return message.contains(subject) ? message : subject + ": " + message;
    }

    @Override
    public void actionStarted(PlannedAction planned) {
        Proposal proposal = planned.proposal();
        tell(Voice.ORCASTRA, new ActionWords(names).of(planned) + ": " + names.in(proposal.reason()) + rule(proposal.rule()));
    }

    @Override
    public void actionFinished(Outcome outcome) {
        actions++;
        restarts += outcome.restarts();
        if (outcome.result() == Result.SUCCEEDED && outcome.restarts() > 0) {
            tell(Voice.GOOD, "done: " + names.of(outcome.proposal().subject()) + ", "
                    + (outcome.restarts() == 1 ? "1 restart" : outcome.restarts() + " restarts") + " in "
                    + Spans.of(Duration.between(outcome.startedAt(), outcome.finishedAt())));
        } else if (outcome.result() == Result.FAILED || outcome.result() == Result.REFUSED) {
            failures++;
            tell(Voice.BAD, "not done: " + names.of(outcome.proposal().subject()) + ": " + names.in(outcome.message()));
        }
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        tell(Voice.BAD, "rule " + rule + " was taken out: " + reason);
    }

    /** Lines told so far. */
    int lines() {
        return lines;
    }

    /** Such as {@code 7 actions, 4 restarts, 1 that did not succeed}. */
    String summary() {
        return (actions == 1 ? "1 action" : actions + " actions") + ", "
                + (restarts == 1 ? "1 restart" : restarts + " restarts")
                + (failures == 0 ? "" : ", " + failures + " that did not succeed");
    }

    private static String rule(String id) {
        return "  [" + id + "]";
    }

    private record NotMoved(String rule, Wish wish) {
    }

    /** An emergency is another wish than the pressure it began as. */
    private record Wish(String rule, String service) {

        static Wish of(Proposal proposal) {
            return new Wish(proposal.rule(), proposal.subject());
        }
    }

    private void tell(Voice voice, String text) {
        lines++;
        screen.line(Duration.between(start, now.get()), voice, text);
    }
}
