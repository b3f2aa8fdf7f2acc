package io.orcastra.adapters.history;

import io.orcastra.adapters.history.Item.Obstacle;
import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.adapters.report.Spans;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.Matter;
import io.orcastra.engine.replay.Verdict;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the entries of a recording, oldest first, into decisions, each told when it was new and not in every cycle in
 * which it still held. Used by one thread.
 */
public final class Chronicle implements Consumer<Entry> {
    /** Enough of a hash to tell rules apart. */
    private static final int SHOWN = 12;

    private final Consumer<Item> items;
    private Map<Matter, Verdict> known = Map.of();
    private Set<Object> facts = Set.of();
    private Names names = new Names(List.of());
    /** By action of which no end was told yet, what it was called when it was planned: the tasks it names go with it. */
    private final Map<Proposal, String> begun = new HashMap<>();
    private String process = "";
    private String rules = "";

    public Chronicle(Consumer<Item> items) {
        this.items = items;
    }

    @Override
    public void accept(Entry entry) {
        if (entry instanceof Entry.Cycle cycle) {
            decided(cycle);
        } else if (entry instanceof Entry.Ended ended) {
            ended(ended.at(), ended.outcome());
        } else if (entry instanceof Entry.Isolated isolated) {
            items.accept(new Item(isolated.at(), "isolated", isolated.rule(), null, "the rule was taken out",
                    names.in(isolated.reason()), 0, List.of()));
        } else if (entry instanceof Entry.Started started) {
            started(started);
        } else if (entry instanceof Entry.Refused edit) {
            items.accept(new Item(edit.at(), "refused", "", null, "an edit of the rules" + named(edit.rules()),
                    edit.reason(), 0, List.of()));
        }
    }

    private void started(Entry.Started started) {
        if (!started.process().equals(process)) {
            items.accept(new Item(started.at(), "started", "", null, "Orcastra " + started.version() + " started",
                    "rules" + named(started.rules()), 0, List.of()));
        } else if (!started.rules().equals(rules)) {
            items.accept(new Item(started.at(), "rules", "", null, "other rules took over" + named(started.rules()), "", 0,
                    List.of()));
        }
        process = started.process();
        rules = started.rules();
    }

    private static String named(String hash) {
        return hash.isEmpty() ? "" : " " + hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    private void decided(Entry.Cycle cycle) {
        Map<Matter, Verdict> now = Verdict.of(cycle.plan(), cycle.findings());
        Map<Matter, Verdict> fresh = new HashMap<>(now);
        fresh.entrySet().removeAll(known.entrySet());
        known = now;
        if (!fresh.isEmpty()) {
            name(cycle.facts());
            tell(cycle, fresh);
        }
        for (PlannedAction planned : cycle.plan().execute()) {
            if (!begun.containsKey(planned.proposal())) {
                name(cycle.facts());
                begun.put(planned.proposal(), new ActionWords(names).of(planned));
            }
        }
    }

    private void tell(Entry.Cycle cycle, Map<Matter, Verdict> fresh) {
        for (Finding finding : cycle.findings()) {
            if (fresh.containsKey(Matter.of(finding))) {
                items.accept(new Item(cycle.at(), "finding", finding.rule(), subject(finding.subject()),
                        names.in(finding.message()), names.in(finding.advice()), 0, List.of()));
            }
        }
        for (PlannedAction planned : cycle.plan().execute()) {
            if (fresh.containsKey(Matter.of(planned.wish()))) {
                String action = new ActionWords(names).of(planned);
                begun.put(planned.proposal(), action);
                items.accept(item(cycle.at(), "planned", planned.proposal(), action, planned.expectedRestarts(), List.of()));
            }
        }
        refused(cycle.at(), "deferred", cycle.plan().deferred(), fresh);
        refused(cycle.at(), "vetoed", cycle.plan().vetoed(), fresh);
    }

    private void refused(Instant at, String kind, List<Refusal> refusals, Map<Matter, Verdict> fresh) {
        for (Refusal refusal : refusals) {
            if (fresh.containsKey(Matter.of(refusal.proposal()))) {
                items.accept(item(at, kind, refusal.proposal(),
                        new ActionWords(names).of(refusal.proposal().action()), 0, refusal.vetoes().stream()
                        .map(veto -> new Obstacle(veto.rule(), names.in(veto.reason()), veto.until())).toList()));
            }
        }
    }

    private void ended(Instant at, Outcome outcome) {
        Proposal done = outcome.proposal();
        String action = begun.remove(done);
        String took = "after " + Spans.of(Duration.between(outcome.startedAt(), outcome.finishedAt()));
        items.accept(new Item(at, outcome.result().name().toLowerCase(Locale.ROOT), done.rule(), subject(done.subject()),
                action == null ? new ActionWords(names).of(done.action()) : action,
                outcome.message().isEmpty() ? took : took + ": " + names.in(outcome.message()), outcome.restarts(), List.of()));
    }

    private Item item(Instant at, String kind, Proposal proposal, String action, int restarts, List<Obstacle> vetoes) {
        return new Item(at, kind, proposal.rule(), subject(proposal.subject()), action,
                names.in(proposal.reason()), restarts, vetoes);
    }

    private Subject subject(String id) {
        return new Subject(id, names.of(id));
    }

    private void name(Set<Object> now) {
        if (now != facts) {
            facts = now;
            names = new Names(now);
        }
    }
}
