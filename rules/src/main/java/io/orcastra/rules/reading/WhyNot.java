package io.orcastra.rules.reading;

import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.RuleDescription;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says of rules where they stop for a subject, and follows what is missing to the facts it would have been concluded from.
 * Of several ways to match it is the one that got furthest. Used by one thread.
 */
public final class WhyNot {
    /** Longer chains of conclusions are cut; the longest of the pack built in has six links. */
    private static final int LINKS = 10;
    /** Places of one question that are followed; of the rest only the first of those that are equally near. */
    private static final int FOLLOWED = 400;

    private final Reading reading;
    private final FactBase facts;
    private final Matching matching;
    private final Focus focus;
    private int left;

    /** @param facts all of one evaluation: observed, configured and concluded ones, timers included */
    public WhyNot(Reading reading, FactBase facts) {
        this.reading = reading;
        this.facts = facts;
        matching = new Matching(facts);
        focus = new Focus(facts);
    }

    /** Where the rule stops for the subject; empty when it concludes nothing about subjects of this kind. */
    public Optional<Reason> of(RuleDescription rule, Subject subject) {
        left = FOLLOWED;
        return reading.rule(rule.id()).flatMap(readable -> focus.on(readable, subject)
                .map(pins -> reason(readable, pins, new HashSet<>())));
    }

    /** Why there is no such fact, from the rule that came nearest to concluding it; empty when no rule concludes such. */
    public Optional<Reason> missing(Class<?> type, Map<String, Object> keys) {
        left = FOLLOWED;
        return because(new Cause.Missing(type, keys, List.of()), new HashSet<>());
    }

    private Reason reason(ReadableRule rule, Map<String, Object> pins, Set<Object> seen) {
        List<Nearest.Stop> stops = stops(rule, focus.implied(rule, pins));
        if (stops.isEmpty()) {
            int steps = rule.elements().size();
            return new Reason(rule.description(), rule.description().line(), List.of(), steps, steps, new Cause.Holds(),
                    Optional.empty());
        }
        return missing(stops).stream().limit(Math.max(1, left)).map(stop -> reason(rule, stop, new HashSet<>(seen)))
                .min(Nearness.NEAREST_FIRST).orElseThrow();
    }

    /** What is missing on each of several nodes alike is followed for all of them: the names of nodes decide nothing. */
    private static List<Nearest.Stop> missing(List<Nearest.Stop> stops) {
        return stops.get(0).cause() instanceof Cause.Missing
                ? stops.stream().filter(stop -> stop.cause() instanceof Cause.Missing).toList() : stops.subList(0, 1);
    }

    private Reason reason(ReadableRule rule, Nearest.Stop stop, Set<Object> seen) {
        left--;
        Cause cause = lasting(stop.cause());
        return new Reason(rule.description(), stop.line(), stop.before().facts(), stop.at(), rule.elements().size(), cause,
                cause instanceof Cause.Missing missing ? because(missing, seen) : Optional.empty());
    }

    private List<Nearest.Stop> stops(ReadableRule rule, Map<String, Object> known) {
        facts.whereabouts().enter(rule.description());
        try {
            List<Nearest.Stop> stops = stops(new Ordering(known).of(rule.elements()), known);
            return !stops.isEmpty() && stops.get(0).cause() instanceof Cause.Missing missing && isSomethingElse(missing)
                    ? stops(rule.elements(), known) : stops;
        } finally {
            facts.whereabouts().leave();
        }
    }

    private List<Nearest.Stop> stops(List<Element> elements, Map<String, Object> known) {
        return new Nearest(facts, matching, elements).find(Bindings.of(known));
    }

    /** The very service or node is there, but the rule means another: what was looked at before its turn led to it. */
    private boolean isSomethingElse(Cause.Missing missing) {
        return Focus.KEYED.contains(missing.type()) && missing.keys().size() > 1 && missing.keys().containsKey("id")
                && !facts.of(missing.type(), "id", missing.keys().get("id")).isEmpty();
    }

    /** A timer that has not elapsed yet, but runs. */
    Cause lasting(Cause cause) {
        if (!(cause instanceof Cause.Missing missing) || missing.type() != Elapsed.class) {
            return cause;
        }
        return facts.of(Timer.class).stream().map(Timer.class::cast)
                .filter(timer -> timer.name().equals(missing.keys().get("name"))
                        && Objects.equals(timer.subject(), missing.keys().get("subject")))
                .<Cause>map(Cause.Lasting::new).findFirst().orElse(cause);
    }

    private Optional<Reason> because(Cause.Missing missing, Set<Object> seen) {
        Class<?> concluded = missing.type() == Elapsed.class ? Timer.class : missing.type();
        if (concluded == Proposal.class || seen.size() >= LINKS || !seen.add(List.of(concluded, missing.keys()))) {
            return Optional.empty();
        }
        return reading.all().stream().filter(rule -> rule.conclusion().type() == concluded)
                .flatMap(rule -> rule.pins(missing.keys()).map(pins -> reason(rule, pins, new HashSet<>(seen))).stream())
                .filter(reason -> !reason.holds())
                .max(Comparator.comparingDouble(Reason::progress).thenComparing(
                        Comparator.comparing((Reason reason) -> reason.rule().id()).reversed()));
    }
}
