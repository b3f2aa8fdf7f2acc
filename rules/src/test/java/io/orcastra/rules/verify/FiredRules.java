package io.orcastra.rules.verify;

import io.orcastra.rules.Justifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.rule.Match;

/** Remembers what fired, and knows which of it still holds. */
final class FiredRules extends DefaultAgendaEventListener {
    private final UnaryOperator<String> ids;
    private final List<Match> matches = new ArrayList<>();

    /** @param ids from the name of a rule to its id */
    FiredRules(UnaryOperator<String> ids) {
        this.ids = ids;
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        matches.add(event.getMatch());
    }

    /**
     * By id of the rule, for each of its matches with a conclusion that stands: the facts of its patterns, in their
     * order. One that fired before a {@code not} came true does not count.
     */
    Map<String, List<List<Object>>> matched() {
        return matches.stream().filter(match -> !Justifications.of(match).isEmpty()).collect(Collectors.groupingBy(this::id,
                Collectors.mapping(match -> match.getObjects().stream().filter(Record.class::isInstance)
                        .map(Object.class::cast).toList(), Collectors.toList())));
    }

    /** By id of the rule, what stands because of it. */
    Map<String, Set<Object>> concluded() {
        return matches.stream().collect(Collectors.groupingBy(this::id,
                Collectors.flatMapping(match -> Justifications.of(match).stream(), Collectors.toUnmodifiableSet())));
    }

    String last() {
        return id(matches.get(matches.size() - 1));
    }

    private String id(Match match) {
        return ids.apply(match.getRule().getName());
    }
}
