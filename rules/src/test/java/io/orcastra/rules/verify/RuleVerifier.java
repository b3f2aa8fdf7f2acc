package io.orcastra.rules.verify;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;

/**
 * Fires rules on given facts and asks what they concluded: {@code verifier.given(facts).proposes(action)}. Each
 * {@code given} is a session of its own.
 */
public final class RuleVerifier {
    private static final int FIRE_LIMIT = 100_000;

    private final KieBase base;
    private final UnaryOperator<String> ids;
    private final AgendaFilter filter;
    private final List<Firing> firings = new ArrayList<>();

    private RuleVerifier(KieBase base, UnaryOperator<String> ids, AgendaFilter filter) {
        this.base = base;
        this.ids = ids;
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
        return of(book, match -> true);
    }

    /**
     * Fires every rule of a rule base.
     *
     * @param ids from the name of a rule to its id
     */
    public static RuleVerifier of(KieBase base, UnaryOperator<String> ids) {
        return new RuleVerifier(base, ids, match -> true);
    }

    /** Fires one rule of the pack alone; what it needs of conditions has to be given. */
    public static RuleVerifier ofRule(String id) {
        return of(pack(), match ->
                pack().named(match.getRule().getName()).filter(rule -> rule.id().equals(id)).isPresent());
    }

    /** Fires the rules of one file of the pack alone, such as {@code anchors}. */
    public static RuleVerifier ofPolicy(String policy) {
        return of(pack(), match ->
                pack().named(match.getRule().getName()).filter(rule -> rule.policy().equals(policy)).isPresent());
    }

    private static RuleVerifier of(RuleBook book, AgendaFilter filter) {
        return new RuleVerifier(book.kieBase(), name -> book.named(name).map(RuleDescription::id).orElseThrow(), filter);
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
        KieSession session = base.newKieSession();
        try {
            var recorder = new FiredRules(ids);
            session.addEventListener(recorder);
            facts.forEach(session::insert);
            int fired = session.fireAllRules(filter, limit);
            if (fired >= limit) {
                throw new AssertionError("the rules do not come to rest; fired last: " + recorder.last());
            }
            var firing = new Firing(List.copyOf(session.getObjects()), facts, recorder);
            firings.add(firing);
            return firing;
        } finally {
            session.dispose();
        }
    }

    /** What was fired so far, in that order. */
    public List<Firing> firings() {
        return List.copyOf(firings);
    }

    private static final class Pack {
        private static final RuleBook BOOK = RuleBook.builtIn();
    }
}
