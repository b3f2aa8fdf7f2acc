package io.orcastra.engine.memory;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.Evidence;
import io.orcastra.rules.Justifications;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.rule.Match;

/** Watches a session: which facts rules concluded, from what, and which rule fires how often. */
final class Witness extends DefaultAgendaEventListener implements RuleRuntimeEventListener {
    private final RuleBook rules;
    private final EngineListener listener;
    private final Justified justified = new Justified();
    private final Map<String, Integer> firings = new HashMap<>();
    private Conclusions last;

    Witness(RuleBook rules, EngineListener listener) {
        this.rules = rules;
        this.listener = listener;
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
        last = last == null ? Conclusions.of(justified.concluded(), justified.evidence()) : last;
        return last;
    }

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        last = null;
        firings.merge(event.getMatch().getRule().getName(), 1, Integer::sum);
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        Match match = event.getMatch();
        List<Object> concluded = Justifications.of(match);
        if (!concluded.isEmpty()) {
            Evidence why = evidence(match);
            listener.ruleFired(why.rule());
            concluded.forEach(fact -> justified.justify(fact, why));
        }
    }

    private Evidence evidence(Match match) {
        String sentence = match.getRule().getName();
        RuleDescription rule = rules.named(sentence).orElseThrow(
                () -> new IllegalStateException("the rule book does not list its rule '" + sentence + "'"));
        return new Evidence(rule.id(), sentence, rule.file(), rule.line(), match.getObjects());
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
        last = null;
        if (event.getRule() != null) {
            justified.conclude(event.getObject());
        }
    }

    @Override
    public void objectUpdated(ObjectUpdatedEvent event) {
        last = null;
        justified.gone(event.getOldObject());
    }

    @Override
    public void objectDeleted(ObjectDeletedEvent event) {
        last = null;
        justified.gone(event.getOldObject());
        justified.forget(event.getOldObject());
    }
}
