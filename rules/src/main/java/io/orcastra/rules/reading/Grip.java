package io.orcastra.rules.reading;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Proposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which wishes rules can forbid: any for one of these actions, and any of one of these rules.
 *
 * @param actions types of actions
 * @param wishes  ids of rules
 */
record Grip(Set<Class<?>> actions, Set<String> wishes) {
    /** Every kind of action there is. */
    static final Set<Class<?>> ACTIONS = concrete(Action.class).collect(Collectors.toUnmodifiableSet());
    static final Grip NOTHING = new Grip(Set.of(), Set.of());
    static final Grip EVERYTHING = new Grip(ACTIONS, Set.of());
    private static final String RULE = "rule";
    private static final String ACTION = "action";

    Grip {
        actions = Set.copyOf(actions);
        wishes = Set.copyOf(wishes);
    }

    /**
     * What a veto forbids at most, by what it asks of a proposal alone: with which services and nodes it would have to do
     * depends on all the other facts, and on the very condition that may have failed.
     */
    static Grip of(ReadableRule veto) {
        List<Element.FactPattern> proposals = veto.patterns().filter(pattern -> pattern.type() == Proposal.class).toList();
        return proposals.isEmpty() ? EVERYTHING
                : proposals.stream().map(Grip::of).reduce(NOTHING, Grip::and);
    }

    Grip and(Grip other) {
        Set<Class<?>> actions = new HashSet<>(this.actions);
        actions.addAll(other.actions);
        Set<String> wishes = new HashSet<>(this.wishes);
        wishes.addAll(other.wishes);
        return new Grip(actions, wishes);
    }

    private static Grip of(Element.FactPattern proposal) {
        Set<Class<?>> actions = new HashSet<>(ACTIONS);
        Set<String> wishes = new HashSet<>();
        for (Constraint constraint : proposal.constraints()) {
            if (constraint.left() instanceof Operand.Path path && path.variable() == null && !path.steps().isEmpty()) {
                narrow(path.steps(), constraint, actions, wishes);
            }
        }
        return wishes.isEmpty() ? new Grip(actions, Set.of()) : new Grip(Set.of(), wishes);
    }

    private static void narrow(
            List<Operand.Step> steps, Constraint constraint, Set<Class<?>> actions, Set<String> wishes) {
        String field = steps.get(0).name();
        Operator operator = constraint.operator();
        if (field.equals(RULE) && steps.size() == 1 && (operator == Operator.EQUAL || operator == Operator.IN)) {
            wishes.addAll(constants(constraint.right()));
        } else if (field.equals(ACTION) && steps.size() == 1 && isOfType(operator)
                && constraint.right().get(0) instanceof Operand.Literal literal && literal.constant() instanceof Class<?> type) {
            keep(actions, one -> type.isAssignableFrom(one) == (operator == Operator.INSTANCE_OF));
        } else if (field.equals(ACTION) && steps.size() > 1 && steps.get(1).cast() != null && isPositive(operator)) {
            keep(actions, steps.get(1).cast()::isAssignableFrom);
        }
    }

    private static boolean isOfType(Operator operator) {
        return operator == Operator.INSTANCE_OF || operator == Operator.NOT_INSTANCE_OF;
    }

    /** What is denied of another type of action may be true of it. */
    private static boolean isPositive(Operator operator) {
        return !operator.name().startsWith("NOT_");
    }

    /** Empty unless all of them are known. */
    private static List<String> constants(List<Operand> operands) {
        List<String> constants = new ArrayList<>();
        for (Operand operand : operands) {
            if (!(operand instanceof Operand.Literal literal) || !(literal.constant() instanceof String text)) {
                return List.of();
            }
            constants.add(text);
        }
        return constants;
    }

    private static void keep(Set<Class<?>> actions, Predicate<Class<?>> wanted) {
        actions.removeIf(wanted.negate());
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Grip::concrete) : Stream.of(type);
    }
}
