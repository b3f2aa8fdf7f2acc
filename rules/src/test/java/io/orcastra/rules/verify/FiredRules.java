package io.orcastra.rules.verify;

import io.orcastra.rules.Justifications;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.rule.Match;

/** Remembers what fired, and knows which of it still holds. */
final class FiredRules extends DefaultAgendaEventListener {
    private final RuleBook book;
    private final List<Match> matches = new ArrayList<>();

    FiredRules(RuleBook book) {
        this.book = book;
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        matches.add(event.getMatch());
    }

    /** Ids of rules with a conclusion that stands; one that fired before a {@code not} came true does not count. */
    Set<String> standing() {
        return matches.stream().filter(match -> !Justifications.of(match).isEmpty()).map(this::id)
                .collect(Collectors.toSet());
    }

    String last() {
        return id(matches.get(matches.size() - 1));
    }

    private String id(Match match) {
        return book.named(match.getRule().getName()).map(RuleDescription::id).orElseThrow();
    }
}
