package io.orcastra.engine.memory;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.reading.Absentees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.rule.FactHandle;

/**
 * All that is known, by source and key, mirrored into one rule session by differences. Its own map is the truth: the
 * session can be thrown away and filled again at any time, and is after every failure of a rule. Which rules are missing
 * it says of its own rules alone. Used by one thread.
 */
public final class WorkingMemory implements AutoCloseable {
    /** Far above any honest cycle, as a cycle fires a few rules per changed fact. */
    private static final int LEAST_LIMIT = 20_000;
    private static final int FIRINGS_PER_FACT = 50;
    private static final String MISSING = "missing rules";

    private RuleBook rules;
    private final EngineListener listener;
    private final Map<String, Map<FactKey, Known>> sources = new HashMap<>();
    private RuleSession session;
    private Set<Object> all = Set.of();

    /** @param rules belongs to this memory from now on: rules that fail are taken out of its rule base */
    public WorkingMemory(RuleBook rules, EngineListener listener) {
        this.rules = rules;
        this.listener = listener;
        this.session = new RuleSession(rules, listener);
        replace(MISSING, rules.missing());
    }

    /**
     * Makes {@code facts} all that is known from a source.
     *
     * @return number of facts that came, went or changed
     */
    public int replace(String source, Collection<?> facts) {
        Map<FactKey, Known> known = sources.computeIfAbsent(source, none -> new HashMap<>());
        Map<FactKey, Object> wanted = byKey(facts);
        int changes = forget(known, wanted.keySet());
        for (Map.Entry<FactKey, Object> entry : wanted.entrySet()) {
            Known before = known.get(entry.getKey());
            if (before == null) {
                known.put(entry.getKey(), new Known(entry.getValue(), session.insert(entry.getValue())));
                changes++;
            } else if (!before.fact.equals(entry.getValue())) {
                session.replace(before.handle, entry.getValue());
                known.put(entry.getKey(), new Known(entry.getValue(), before.handle));
                changes++;
            }
        }
        all = changes == 0 ? all : null;
        return changes;
    }

    /** All facts of all sources, conclusions not included; the same set as long as nothing changes. */
    public Set<Object> facts() {
        if (all == null) {
            all = distinct();
        }
        return all;
    }

    /** Equal facts have equal keys: only of these is asked, for hashing each fact of a large swarm takes long. */
    private Set<Object> distinct() {
        List<Object> facts = new ArrayList<>(size());
        List<Map<FactKey, Known>> seen = new ArrayList<>(sources.size());
        for (Map<FactKey, Known> source : sources.values()) {
            source.forEach((key, one) -> {
                if (seen.stream().noneMatch(other -> one.isIn(other, key))) {
                    facts.add(one.fact);
                }
            });
            seen.add(source);
        }
        return Set.of(facts.toArray());
    }

    /**
     * Lets the rules conclude, and tells the listener when they begin and end. A rule that throws or does not come to rest is
     * taken out for good and named to the listener and by a {@link LeftOutRule} among the facts; the others conclude without it.
     *
     * @throws IllegalStateException when a failure could not be traced to a rule; the session is fresh again
     */
    public Conclusions conclude() {
        listener.concluding(facts());
        try {
            return untilSound(Math.max(LEAST_LIMIT, FIRINGS_PER_FACT * size()));
        } finally {
            listener.concluded();
        }
    }

    private Conclusions untilSound(int limit) {
        while (true) {
            try {
                return session.conclude(limit);
            } catch (RuleFailure failure) {
                isolate(failure);
            }
        }
    }

    /** All facts by source, as {@link #replace} would be given them, but for those of missing rules; a copy. */
    public Map<String, Collection<Object>> bySource() {
        Map<String, Collection<Object>> copy = new HashMap<>();
        sources.forEach((source, known) -> copy.put(source, known.values().stream().map(Known::fact).toList()));
        copy.remove(MISSING);
        return copy;
    }

    /**
     * Goes on with the rules of another memory, and with all that is known here. The other one, filled as this one was a
     * moment ago, is brought up to date and is not to be used any more; if that fails, nothing has changed here.
     */
    public void adopt(WorkingMemory other) {
        Set<String> gone = new HashSet<>(other.sources.keySet());
        gone.removeAll(sources.keySet());
        gone.remove(MISSING);
        gone.forEach(source -> other.replace(source, List.of()));
        bySource().forEach(other::replace);
        other.conclude();
        session.close();
        rules = other.rules;
        session = other.session;
        sources.clear();
        sources.putAll(other.sources);
        all = null;
    }

    @Override
    public void close() {
        session.close();
    }

    private void isolate(RuleFailure failure) {
        session.close();
        List<Rule> culprits = failure.rules().stream().map(this::find).filter(Objects::nonNull).toList();
        for (Rule culprit : culprits) {
            listener.ruleIsolated(id(culprit), failure.getMessage());
            rules.kieBase().removeRule(culprit.getPackageName(), culprit.getName());
        }
        session = new RuleSession(rules, listener);
        sources.values().forEach(known -> known.replaceAll((key, one) -> new Known(one.fact, session.insert(one.fact))));
        replace(MISSING, missing(culprits, failure.getMessage()));
        if (culprits.isEmpty()) {
            throw new IllegalStateException("a rule failed that could not be told: " + failure.getMessage(), failure);
        }
    }

    private Set<Object> missing(List<Rule> culprits, String reason) {
        Set<Object> missing = new HashSet<>();
        sources.get(MISSING).values().forEach(known -> missing.add(known.fact));
        Absentees absentees = new Absentees(rules.sources());
        culprits.forEach(culprit -> rules.named(culprit.getName())
                .ifPresent(rule -> missing.add(absentees.leftOut(rule, reason))));
        return missing;
    }

    private int size() {
        return sources.values().stream().mapToInt(Map::size).sum();
    }

    private String id(Rule rule) {
        return rules.named(rule.getName()).map(RuleDescription::id).orElse(rule.getName());
    }

    private Rule find(String name) {
        for (KiePackage part : rules.kieBase().getKiePackages()) {
            for (Rule rule : part.getRules()) {
                if (rule.getName().equals(name)) {
                    return rule;
                }
            }
        }
        return null;
    }

    private int forget(Map<FactKey, Known> known, Set<FactKey> wanted) {
        int before = known.size();
        known.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                session.delete(entry.getValue().handle);
            }
            return gone;
        });
        return before - known.size();
    }

    /** Two statements about one thing in one look: the same one is kept every time. */
    private static Map<FactKey, Object> byKey(Collection<?> facts) {
        Map<FactKey, Object> byKey = new HashMap<>(facts.size() * 2);
        Comparator<Object> order = Comparator.comparing(Object::toString);
        facts.forEach(fact -> byKey.merge(
                FactKey.of(fact), fact, (one, other) -> order.compare(one, other) >= 0 ? one : other));
        return byKey;
    }

    private record Known(Object fact, FactHandle handle) {
        private boolean isIn(Map<FactKey, Known> source, FactKey key) {
            Known there = source.get(key);
            return there != null && there.fact.equals(fact);
        }
    }
}
