package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Of all places where elements stop to match, those that were reached furthest; used once. */
final class Nearest implements Matching.Watcher {
    private static final Comparator<Stop> NEAREST = Comparator.comparingInt(Stop::passed)
            .thenComparing(Comparator.comparingDouble(Stop::gap).reversed());
    private static final Comparator<Stop> BY_WORDS = Comparator.comparing(stop -> stop.cause().toString());
    /** Of those that are equally near; a rule that means no one in particular may stop at each of fifty thousand tasks. */
    private static final int MOST = 1_000;

    private final Matching matching;
    private final Accessors accessors;
    private final List<Element> elements;
    /** By the words of its cause, each as near as the others. */
    private final NavigableMap<String, Stop> best = new TreeMap<>();

    Nearest(FactBase facts, Matching matching, List<Element> elements) {
        this.matching = matching;
        this.elements = elements;
        accessors = facts.accessors();
    }

    /**
     * @param at     number of the element
     * @param passed constraints of it that one fact fulfils
     * @param gap    how far its value is from what is wanted, in shares of that; 0 where nothing is compared
     */
    record Stop(int at, Bindings before, int line, int passed, double gap, Cause cause) {
    }

    /** Where it stops, in a stable order; empty when everything matches. */
    List<Stop> find(Bindings begin) {
        return matching.walk(elements, begin, match -> true, this) ? List.of() : List.copyOf(best.values());
    }

    @Override
    public void stopped(int at, Bindings before) {
        stops(at, elements.get(at), before).forEach(this::consider);
    }

    private void consider(Stop stop) {
        Stop other = best.isEmpty() ? null : best.firstEntry().getValue();
        int nearer = other == null ? 1 : Comparator.comparingInt(Stop::at).thenComparing(NEAREST).compare(stop, other);
        if (nearer > 0) {
            best.clear();
        }
        if (nearer >= 0) {
            best.putIfAbsent(stop.cause().toString(), stop);
            if (best.size() > MOST) {
                best.pollLastEntry();
            }
        }
    }

    private List<Stop> stops(int at, Element element, Bindings before) {
        if (!best.isEmpty() && at < best.firstEntry().getValue().at()) {
            return List.of();
        }
        if (element instanceof Element.FactPattern pattern) {
            return List.of(pattern(at, pattern, before));
        }
        if (element instanceof Element.Absence absence) {
            return List.of(new Stop(at, before, absence.line(), 0, 0, blocked(absence, before)));
        }
        if (element instanceof Element.Presence presence) {
            return inner(at, presence.inner(), before);
        }
        return summary(at, (Element.Summary) element, before);
    }

    private List<Stop> inner(int at, List<Element> inner, Bindings before) {
        return new Nearest(matching.facts(), matching, inner).find(before).stream()
                .map(stop -> new Stop(at, before, stop.line(), stop.passed(), stop.gap(), stop.cause())).toList();
    }

    private Cause blocked(Element.Absence absence, Bindings before) {
        List<List<Object>> blocking = matching.all(absence.inner(), before).stream()
                .map(match -> match.facts().subList(before.facts().size(), match.facts().size())).toList();
        return new Cause.Blocked(blocking.stream().min(Comparator.comparing(Object::toString)).orElseThrow());
    }

    private List<Stop> summary(int at, Element.Summary summary, Bindings before) {
        Map<String, Object> sums = matching.sums(summary, before);
        List<Stop> inner = inner(at, summary.inner(), before);
        if (!inner.isEmpty()) {
            return inner;
        }
        Bindings with = before.with(sums);
        Constraint failing = summary.constraints().stream()
                .filter(constraint -> !constraint.holds(null, with.values(), accessors)).findFirst().orElseThrow();
        Object seen = failing.seen(null, with.values(), accessors);
        List<Object> wanted = failing.wanted(null, with.values(), accessors);
        return List.of(new Stop(at, before, summary.line(), 0, gap(seen, wanted),
                new Figure(summary).unmet(failing, seen, wanted.isEmpty() ? null : wanted.get(0))));
    }

    private Stop pattern(int at, Element.FactPattern pattern, Bindings before) {
        List<Object> candidates = matching.candidates(pattern, before);
        if (candidates.isEmpty()) {
            Map<String, Object> keys = matching.keys(pattern, before);
            return new Stop(at, before, pattern.line(), 0, 0,
                    new Cause.Missing(pattern.type(), keys, also(pattern, keys, before)));
        }
        return candidates.stream().map(fact -> mismatch(at, pattern, fact, before))
                .max(NEAREST.thenComparing(BY_WORDS.reversed())).orElseThrow();
    }

    /** What is asked beside the keys, in which only what is known can be named. */
    private List<String> also(Element.FactPattern pattern, Map<String, Object> keys, Bindings before) {
        return pattern.constraints().stream()
                .filter(constraint -> constraint.operator() != Operator.EXISTS && constraint.key(before.values()).isEmpty())
                .map(Constraint::text).toList();
    }

    private Stop mismatch(int at, Element.FactPattern pattern, Object fact, Bindings before) {
        int failing = matching.failing(pattern, fact, before);
        Map<String, Object> values = new HashMap<>(before.values());
        pattern.constraints().stream().limit(failing).filter(constraint -> constraint.gives(values) != null)
                .forEach(constraint -> values.put(constraint.gives(values), constraint.seen(fact, values, accessors)));
        Constraint constraint = pattern.constraints().get(failing);
        Object seen = constraint.seen(fact, values, accessors);
        boolean pinned = constraint.operator() == Operator.EXISTS;
        List<Object> wanted = pinned ? single(values.get(constraint.binds())) : constraint.wanted(fact, values, accessors);
        return new Stop(at, before, pattern.line(), 1 + failing, gap(seen, wanted), new Cause.Mismatch(fact,
                constraint.left().text(), constraint.measure(), seen == Operand.NOTHING ? null : seen,
                pinned ? Operator.EQUAL : constraint.operator(), wanted));
    }

    private static List<Object> single(Object value) {
        List<Object> one = new ArrayList<>();
        one.add(value);
        return one;
    }

    static double gap(Object seen, List<Object> wanted) {
        if (seen instanceof Number have && wanted.size() == 1 && wanted.get(0) instanceof Number need) {
            return Math.abs(have.doubleValue() - need.doubleValue()) / Math.max(1e-9, Math.abs(need.doubleValue()));
        }
        return 0;
    }
}
