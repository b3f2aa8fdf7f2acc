package io.orcastra.engine.memory;

import io.orcastra.engine.record.Evidence;
import io.orcastra.rules.Justifications;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.rule.Match;

/** Watches a session: which facts live, which of them rules concluded, from what, and which rule fires how often. */
final class Witness extends DefaultAgendaEventListener implements RuleRuntimeEventListener {
    private final RuleBook rules;
    private final Map<Object, Integer> live = new HashMap<>();
    private final Set<Object> concluded = new LinkedHashSet<>();
    private final Map<Object, List<Evidence>> evidence = new HashMap<>();
    private final Map<String, Integer> firings = new HashMap<>();
    private Conclusions last;

    Witness(RuleBook rules) {
        this.rules = rules;
    }

    void startCounting() {
        firings.clear();
    }

    /** Name of the rule that fired most often since {@link #startCounting()}; empty when none fired. */
    String busiestRule() {
        return firings.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).orElse("");
    }

    /** The same ones as long as nothing changes. */
    Conclusions conclusions() {
        last = last == null ? drawn() : last;
        return last;
    }

    private Conclusions drawn() {
        Map<Object, Evidence> best = new HashMap<>();
        for (Object fact : concluded) {
            List<Evidence> all = evidence.getOrDefault(fact, new ArrayList<>());
            all.removeIf(one -> !holds(one));
            all.stream().min(Comparator.comparing(Evidence::rule).thenComparing(one -> one.facts().toString()))
                    .ifPresent(one -> best.put(fact, one));
        }
        return Conclusions.of(concluded, best);
    }

    private boolean holds(Evidence one) {
        return one.facts().stream().allMatch(fact -> !(fact instanceof Record) || live.containsKey(fact));
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        last = null;
        firings.merge(event.getMatch().getRule().getName(), 1, Integer::sum);
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        Match match = event.getMatch();
        List<Object> justified = Justifications.of(match);
        if (!justified.isEmpty()) {
            Evidence why = evidence(match);
            justified.forEach(fact -> record(fact, why));
        }
    }

    private Evidence evidence(Match match) {
        String sentence = match.getRule().getName();
        RuleDescription rule = rules.named(sentence).orElseThrow(
                () -> new IllegalStateException("the rule book does not list its rule '" + sentence + "'"));
        return new Evidence(rule.id(), sentence, rule.file(), rule.line(), match.getObjects());
    }

    private void record(Object fact, Evidence why) {
        List<Evidence> all = evidence.computeIfAbsent(fact, none -> new ArrayList<>());
        if (!all.contains(why)) {
            all.add(why);
        }
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
        last = null;
        live.merge(event.getObject(), 1, Integer::sum);
        if (event.getRule() != null) {
            concluded.add(event.getObject());
        }
    }

    @Override
    public void objectUpdated(ObjectUpdatedEvent event) {
        last = null;
        gone(event.getOldObject());
        live.merge(event.getObject(), 1, Integer::sum);
    }

    @Override
    public void objectDeleted(ObjectDeletedEvent event) {
        last = null;
        gone(event.getOldObject());
        if (!live.containsKey(event.getOldObject()) && concluded.remove(event.getOldObject())) {
            evidence.remove(event.getOldObject());
        }
    }

    private void gone(Object fact) {
        live.computeIfPresent(fact, (same, count) -> count == 1 ? null : count - 1);
    }
}
