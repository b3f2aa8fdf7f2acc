package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.Redaction;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each decision once: when it is new, not in every cycle it still holds. Messages are constant, what differs
 * stands in key and value, so that logs can be searched.
 */
public final class DecisionLog implements EngineListener {

    private final Logger log;
    private volatile Names names = new Names(List.of());
    private final Map<String, String> failing = new HashMap<>();
    private Set<Object> known = Set.of();
    /** By action under way, what was told of it at its start. */
    private final Map<Proposal, String> started = new ConcurrentHashMap<>();

    public DecisionLog(Logger log) {
        this.log = log;
    }

    @Override
    public synchronized void cycleCompleted(DecisionRecord record) {
        names = new Names(record.facts());
        recovered(record);
        Set<Object> now = new HashSet<>();
        for (Finding finding : record.findings()) {
            if (isNew(finding, now)) {
                why(log.atWarn(), record.evidence().get(finding), finding.rule())
                        .addKeyValue("subject", names.of(finding.subject()))
                        .addKeyValue("reason", names.in(finding.message())).addKeyValue("advice", names.in(finding.advice()))
                        .log("Finding");
            }
        }
        FactWords words = new FactWords(names);
        for (Condition condition : record.conditions()) {
            if (isNew(condition, now)) {
                Evidence evidence = record.evidence().get(condition);
                why(log.atDebug(), evidence, evidence == null ? "" : evidence.rule())
                        .addKeyValue("condition", words.of(condition)).log("Condition holds");
            }
        }
        for (PlannedAction planned : record.plan().execute()) {
            if (isNew(planned.wish(), now)) {
                proposal(log.atInfo(), record.evidence(), planned.proposal(), new ActionWords(names).of(planned))
                        .addKeyValue("restarts", planned.expectedRestarts()).log("Planned");
            }
        }
        record.plan().deferred().forEach(refusal -> refused(record, refusal, "Deferred", now));
        record.plan().vetoed().forEach(refusal -> refused(record, refusal, "Vetoed", now));
        known = now;
    }

    private void refused(DecisionRecord record, Refusal refusal, String message, Set<Object> now) {
        boolean underWay = record.facts().stream()
                .anyMatch(fact -> fact instanceof InFlight action && action.subject().equals(refusal.proposal().subject()));
        for (Veto veto : refusal.vetoes()) {
            if (isNew(new Said(veto.rule(), veto.proposal()), now)) {
                LoggingEventBuilder event = proposal(log.atLevel(underWay ? Level.DEBUG : Level.INFO), record.evidence(),
                        refusal.proposal(), new ActionWords(names).of(refusal.proposal().action()))
                        .addKeyValue("veto", veto.rule()).addKeyValue("because", names.in(veto.reason()));
                (veto.until() == null ? event : event.addKeyValue("until", shown(veto.until()))).log(message);
            }
        }
    }

    @Override
    public synchronized void observationFailed(String source, String reason) {
        if (!reason.equals(failing.put(source, reason))) {
            log.atWarn().addKeyValue("source", source).addKeyValue("reason", Redaction.of(reason)).log("Observation failed");
        }
    }

    private void recovered(DecisionRecord record) {
        Set<String> stale = record.facts().stream().filter(StaleObservation.class::isInstance)
                .map(fact -> ((StaleObservation) fact).source()).collect(Collectors.toSet());
        for (String source : Set.copyOf(failing.keySet())) {
            if (!stale.contains(source)) {
                failing.remove(source);
                log.atInfo().addKeyValue("source", source).log("Observed again");
            }
        }
    }

    @Override
    public void leaseChanged(boolean held, String holder) {
        log.atInfo().addKeyValue("held", held).addKeyValue("holder", names.in(holder)).log("Lease changed");
    }

    @Override
    public void actionStarted(PlannedAction planned) {
        String action = new ActionWords(names).of(planned);
        started.put(planned.proposal(), action);
        log.atDebug().addKeyValue("rule", planned.proposal().rule()).addKeyValue("action", action).log("Action started");
    }

    @Override
    public void actionFinished(Outcome outcome) {
        boolean well = outcome.result() == Outcome.Result.SUCCEEDED || outcome.result() == Outcome.Result.SKIPPED;
        String started = this.started.remove(outcome.proposal());
        LoggingEventBuilder event = log.atLevel(well ? Level.INFO : Level.WARN).addKeyValue("rule", outcome.proposal().rule())
                .addKeyValue("action", started == null ? new ActionWords(names).of(outcome.proposal().action()) : started)
                .addKeyValue("result", outcome.result().name().toLowerCase(Locale.ROOT))
                .addKeyValue("restarts", outcome.restarts()).addKeyValue("started", shown(outcome.startedAt()))
                .addKeyValue("finished", shown(outcome.finishedAt()))
                .addKeyValue("millis", Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis());
        (outcome.message().isEmpty() ? event : event.addKeyValue("reason", names.in(outcome.message()))).log("Action finished");
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        log.atError().addKeyValue("rule", rule).addKeyValue("reason", Redaction.of(reason)).log("Rule isolated");
    }

    @Override
    public void cycleFailed(String trigger, Throwable reason) {
        log.atError().addKeyValue("trigger", trigger).setCause(reason).log("Cycle failed; the loop goes on");
    }

    private boolean isNew(Object decision, Set<Object> now) {
        now.add(decision);
        return !known.contains(decision);
    }

    private LoggingEventBuilder proposal(
            LoggingEventBuilder event, Map<Object, Evidence> evidence, Proposal proposal, String action) {
        return why(event, evidence.get(proposal), proposal.rule()).addKeyValue("subject", names.of(proposal.subject()))
                .addKeyValue("action", action).addKeyValue("reason", names.in(proposal.reason()));
    }

    private static Instant shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static LoggingEventBuilder why(LoggingEventBuilder event, Evidence evidence, String rule) {
        LoggingEventBuilder named = event.addKeyValue("rule", rule);
        return evidence == null ? named : named.addKeyValue("at", evidence.place());
    }

    /** A veto without its reason and end, which may count down from cycle to cycle. */
    private record Said(String rule, Proposal proposal) {
    }
}
