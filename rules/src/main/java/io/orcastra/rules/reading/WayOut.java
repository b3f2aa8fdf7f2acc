package io.orcastra.rules.reading;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.RuleDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What would end a match that stands: the part of the condition that is most likely to change, or to be changed. What is
 * passing goes before what is lasting, and that before what somebody configured. Used by one thread.
 */
public final class WayOut {
    private static final Set<Class<?>> THINGS = Set.of(Service.class, Node.class, Task.class);

    private final Reading reading;
    private final FactBase facts;
    private final Matching matching;

    public WayOut(Reading reading, FactBase facts) {
        this.reading = reading;
        this.facts = facts;
        matching = new Matching(facts);
    }

    /**
     * @param matched facts of the rule's patterns in their order, as its evidence says
     * @return what would have to come, go or change: {@link Cause.Missing} would have to come, {@link Cause.Blocked} to
     *         go, {@link Cause.Mismatch} to become as it says, {@link Cause.Lasting} to last; empty when it cannot be told
     */
    public Optional<Cause> of(RuleDescription rule, List<Object> matched) {
        facts.whereabouts().enter(rule);
        try {
            return reading.rule(rule.id()).flatMap(readable -> match(readable, matched).flatMap(match -> ways(readable, match)));
        } finally {
            facts.whereabouts().leave();
        }
    }

    private Optional<Bindings> match(ReadableRule rule, List<Object> matched) {
        List<Object> records = matched.stream().filter(Record.class::isInstance).toList();
        return matching.all(rule.elements(), Bindings.of(Map.of())).stream()
                .filter(match -> match.facts().equals(records)).findFirst();
    }

    private Optional<Cause> ways(ReadableRule rule, Bindings match) {
        return Stream.<Supplier<Optional<Cause>>>of(
                () -> absence(rule, match, Elapsed.class::equals),
                () -> fact(match, fact -> inPackage(fact.getClass(), "control")),
                () -> absence(rule, match, TaskRunning.class::equals),
                () -> positive(rule, match),
                () -> fact(match, fact -> !(fact instanceof Proposal) && !THINGS.contains(fact.getClass())),
                () -> absence(rule, match, type -> true),
                () -> presence(rule, match))
                .flatMap(way -> way.get().stream()).findFirst();
    }

    /** What must not be there would come. */
    private Optional<Cause> absence(ReadableRule rule, Bindings match, Predicate<Class<?>> type) {
        return rule.elements().stream().filter(Element.Absence.class::isInstance).map(Element.Absence.class::cast)
                .filter(absence -> absence.inner().size() == 1)
                .flatMap(absence -> absence.inner().stream())
                .filter(Element.FactPattern.class::isInstance).map(Element.FactPattern.class::cast)
                .filter(pattern -> type.test(pattern.type()))
                .map(pattern -> new WhyNot(reading, facts).lasting(
                        new Cause.Missing(pattern.type(), matching.keys(pattern, match), List.of())))
                .findFirst();
    }

    private static Optional<Cause> fact(Bindings match, Predicate<Object> which) {
        return match.facts().stream().filter(which).findFirst().map(fact -> new Cause.Blocked(List.of(fact)));
    }

    /** A conclusion or a label would go, a service, node or task would become otherwise, though not of another mode. */
    private Optional<Cause> positive(ReadableRule rule, Bindings match) {
        List<Element.FactPattern> patterns = rule.patterns().toList();
        for (int i = 0; i < patterns.size() && i < match.facts().size(); i++) {
            Object fact = match.facts().get(i);
            if (THINGS.contains(fact.getClass())) {
                Optional<Cause> change = change(patterns.get(i), fact, match);
                if (change.isPresent()) {
                    return change;
                }
            } else if (!(fact instanceof Proposal) && !inPackage(fact.getClass(), "policy")) {
                return Optional.of(new Cause.Blocked(List.of(fact)));
            }
        }
        return Optional.empty();
    }

    private Optional<Cause> change(Element.FactPattern pattern, Object fact, Bindings match) {
        return pattern.constraints().stream()
                .filter(constraint -> constraint.operator() != Operator.EXISTS && !constraint.text().startsWith("mode "))
                .filter(constraint -> constraint.right().stream().allMatch(Operand.Literal.class::isInstance))
                .filter(constraint -> constraint.left() instanceof Operand.Path)
                .findFirst().map(constraint -> new Cause.Mismatch(fact, constraint.left().text(), constraint.measure(),
                        constraint.seen(fact, match.values(), facts.accessors()), constraint.operator().negated(),
                        constraint.wanted(fact, match.values(), facts.accessors())));
    }

    private Optional<Cause> presence(ReadableRule rule, Bindings match) {
        return rule.elements().stream().filter(Element.Presence.class::isInstance).map(Element.Presence.class::cast)
                .flatMap(presence -> matching.all(presence.inner(), match).stream())
                .map(inner -> inner.facts().subList(match.facts().size(), inner.facts().size()))
                .filter(some -> !some.isEmpty()).findFirst()
                .map(some -> new Cause.Blocked(List.of(some.get(0))));
    }

    private static boolean inPackage(Class<?> type, String name) {
        return type.getPackageName().endsWith("." + name);
    }
}
