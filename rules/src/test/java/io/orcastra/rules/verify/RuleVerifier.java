package io.orcastra.rules.verify;

import io.orcastra.rules.RuleBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;

/**
 * Fires rules on given facts and asks what they concluded: {@code verifier.given(facts).proposes(action)}. Each
 * {@code given} is a session of its own.
 */
public final class RuleVerifier {
    private static final int FIRE_LIMIT = 100_000;

    private final RuleBook book;
    private final AgendaFilter filter;
    private final List<Firing> firings = new ArrayList<>();

    private RuleVerifier(RuleBook book, AgendaFilter filter) {
        this.book = book;
        this.filter = filter;
    }

    /** The pack built in, compiled once in this process. */
    public static RuleBook pack() {
        return Pack.BOOK;
    }

    /** Fires the whole pack. */
    public static RuleVerifier ofPack() {
        return of(pack());
    }

    /** Fires every rule of a book. */
    public static RuleVerifier of(RuleBook book) {
        return new RuleVerifier(book, match -> true);
    }

    /** Fires one rule of the pack alone; what it needs of conditions has to be given. */
    public static RuleVerifier ofRule(String id) {
        return new RuleVerifier(pack(), match ->
                pack().named(match.getRule().getName()).filter(rule -> rule.id().equals(id)).isPresent());
    }

    /** Fires the rules of one file of the pack alone, such as {@code anchors}. */
    public static RuleVerifier ofPolicy(String policy) {
        return new RuleVerifier(pack(), match ->
                pack().named(match.getRule().getName()).filter(rule -> rule.policy().equals(policy)).isPresent());
    }

    /** Fires on the facts of a cluster and further facts. */
    public Firing given(Cluster cluster, Object... more) {
        var facts = new ArrayList<>(cluster.facts());
        facts.addAll(List.of(more));
        return given(facts);
    }

    /** Fires on these facts, in this order. */
    public Firing given(Collection<?> facts) {
        return given(facts, FIRE_LIMIT);
    }

    Firing given(Collection<?> facts, int limit) {
        KieSession session = book.kieBase().newKieSession();
        try {
            var recorder = new FiredRules(book);
            session.addEventListener(recorder);
            facts.forEach(session::insert);
            int fired = session.fireAllRules(filter, limit);
            if (fired >= limit) {
                throw new AssertionError("the rules do not come to rest; fired last: " + recorder.last());
            }
            var firing = new Firing(List.copyOf(session.getObjects()), facts, recorder.matched());
            firings.add(firing);
            return firing;
        } finally {
            session.dispose();
        }
    }

    List<Firing> firings() {
        return firings;
    }

    private static final class Pack {
        private static final RuleBook BOOK = RuleBook.builtIn();
    }
}
