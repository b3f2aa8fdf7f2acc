package io.orcastra.rules.verify;

import io.orcastra.rules.RuleBook;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/** Remembers which rules fired. */
final class FiredRules extends DefaultAgendaEventListener {
    private final RuleBook book;
    private final Set<String> ids = new LinkedHashSet<>();
    private String last = "none";

    FiredRules(RuleBook book) {
        this.book = book;
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        last = RuleVerifier.idOf(book, event.getMatch());
        ids.add(last);
    }

    Set<String> ids() {
        return ids;
    }

    String last() {
        return last;
    }
}
