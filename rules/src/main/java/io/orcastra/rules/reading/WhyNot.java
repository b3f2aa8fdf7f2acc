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

    private final Reading reading;
    private final FactBase facts;
    private final Matching matching;
    private final Focus focus;

    /** @param facts all of one evaluation: observed, configured and concluded ones, timers included */
    public WhyNot(Reading reading, FactBase facts) {
        this.reading = reading;
        this.facts = facts;
        matching = new Matching(facts);
        focus = new Focus(facts);
    }

    /** Where the rule stops for the subject; empty when it concludes nothing about subjects of this kind. */
    public Optional<Reason> of(RuleDescription rule, Subject subject) {
        return reading.rule(rule.id()).flatMap(readable -> focus.on(readable, subject)
                .map(pins -> reason(readable, pins, new HashSet<>())));
    }

    /** Why there is no such fact, from the rule that came nearest to concluding it; empty when no rule concludes such. */
    public Optional<Reason> missing(Class<?> type, Map<String, Object> keys) {
        return because(new Cause.Missing(type, keys, List.of()), new HashSet<>());
    }

    private Reason reason(ReadableRule rule, Map<String, Object> pins, Set<Object> seen) {
        Nearest.Stop stop = stop(rule, focus.implied(rule, pins));
        int steps = rule.elements().size();
        if (stop == null) {
            return new Reason(rule.description(), rule.description().line(), List.of(), steps, steps, new Cause.Holds(),
                    Optional.empty());
        }
        Cause cause = lasting(stop.cause());
        return new Reason(rule.description(), stop.line(), stop.before().facts(), stop.at(), steps, cause,
                cause instanceof Cause.Missing missing ? because(missing, seen) : Optional.empty());
    }

    private Nearest.Stop stop(ReadableRule rule, Map<String, Object> known) {
        facts.whereabouts().enter(rule.description());
        try {
            Nearest.Stop stop = stop(new Ordering(known).of(rule.elements()), known);
            return stop != null && stop.cause() instanceof Cause.Missing missing && isSomethingElse(missing)
                    ? stop(rule.elements(), known) : stop;
        } finally {
            facts.whereabouts().leave();
        }
    }

    private Nearest.Stop stop(List<Element> elements, Map<String, Object> known) {
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
