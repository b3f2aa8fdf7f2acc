package io.orcastra.rules.reading;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.rules.RuleFamily;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a rule is known beforehand when it is asked about one subject, so that only what concerns it is looked at. */
record Focus(FactBase facts) {
    /** Of which there is one of an id. */
    static final Set<Class<?>> KEYED = Set.of(Service.class, Node.class);

    /** Values by variable; empty when the rule concludes nothing about subjects of this kind. */
    Optional<Map<String, Object>> on(ReadableRule rule, Subject subject) {
        Map<String, Object> pins = new HashMap<>();
        return concerns(rule, subject, pins) ? Optional.of(implied(rule, pins)) : Optional.empty();
    }

    /** What the one service or node meant says of itself is known as well, such as its name. */
    Map<String, Object> implied(ReadableRule rule, Map<String, Object> pins) {
        Map<String, Object> all = new HashMap<>(pins);
        rule.patterns().filter(pattern -> KEYED.contains(pattern.type())).forEach(pattern -> {
            Object id = pinnedId(pattern, all);
            List<Object> meant = id == null ? List.of() : facts.of(pattern.type(), "id", id);
            if (meant.size() == 1) {
                pattern.constraints().forEach(constraint -> name(constraint, meant.get(0), all));
            }
        });
        return all;
    }

    private boolean concerns(ReadableRule rule, Subject subject, Map<String, Object> pins) {
        Conclusion conclusion = rule.conclusion();
        if (conclusion.type() == null) {
            return false;
        }
        RuleFamily family = rule.description().family();
        if (family == RuleFamily.PROPOSAL) {
            Conclusion action = conclusion.argument("action").map(text -> Conclusion.read(text, Reading.TYPES))
                    .orElse(new Conclusion(null, List.of()));
            return action.type() != null && byComponent(rule, action, subject, pins);
        }
        if (family == RuleFamily.VETO) {
            Optional<String> target = conclusion.argument("nodeId");
            return target.isPresent() && subject instanceof Subject.OfNode
                    ? rule.pin(target.get(), subject.id(), pins)
                    : rule.pin(conclusion.argument("proposal").orElse(""), subject.id(), pins);
        }
        if (family == RuleFamily.CONDITION) {
            return byComponent(rule, conclusion, subject, pins);
        }
        Optional<String> about = conclusion.argument("subject");
        return about.isPresent() && byVariable(rule, about.get(), subject, pins);
    }

    /** The first component that can mean the subject; of a fact about a service and a node a node is not the subject. */
    private static boolean byComponent(ReadableRule rule, Conclusion conclusion, Subject subject, Map<String, Object> pins) {
        RecordComponent[] components = conclusion.type().getRecordComponents();
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            Optional<Object> value = subject.as(conclusion.type(), component.getName());
            Optional<String> argument = conclusion.argument(component.getName());
            if (value.isPresent() && argument.isPresent()) {
                return rule.pin(argument.get(), value.get(), pins);
            }
        }
        return false;
    }

    /** What the variable is bound to tells what kind of thing it means. */
    private static boolean byVariable(ReadableRule rule, String variable, Subject subject, Map<String, Object> pins) {
        for (Element.FactPattern pattern : rule.patterns().toList()) {
            for (Constraint constraint : pattern.constraints()) {
                if (variable.equals(constraint.binds()) && constraint.left() instanceof Operand.Path path) {
                    Optional<Object> value = subject.as(pattern.type(), path.field());
                    value.ifPresent(known -> pins.put(variable, known));
                    return value.isPresent();
                }
            }
            if (variable.equals(pattern.variable()) && pattern.type().isRecord()) {
                for (RecordComponent component : pattern.type().getRecordComponents()) {
                    Optional<Object> value = subject.as(pattern.type(), component.getName());
                    if (value.isPresent()) {
                        pins.put(variable + "." + component.getName(), value.get());
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Object pinnedId(Element.FactPattern pattern, Map<String, Object> pins) {
        Object direct = pins.get(pattern.variable() + ".id");
        if (direct != null) {
            return direct;
        }
        return pattern.constraints().stream().filter(constraint -> constraint.key(pins).equals("id"))
                .map(constraint -> constraint.binds() != null ? pins.get(constraint.binds()) : variable(constraint, pins))
                .filter(String.class::isInstance).findFirst().orElse(null);
    }

    private static Object variable(Constraint constraint, Map<String, Object> pins) {
        return constraint.right().get(0) instanceof Operand.Path path && path.steps().isEmpty() && path.variable() != null
                ? pins.get(path.variable()) : null;
    }

    private void name(Constraint constraint, Object fact, Map<String, Object> pins) {
        if (!(constraint.left() instanceof Operand.Path path) || !Set.of("name", "shortName", "hostname").contains(path.field())) {
            return;
        }
        String variable = constraint.binds();
        if (variable == null && constraint.operator() == Operator.EQUAL
                && constraint.right().get(0) instanceof Operand.Path right && right.steps().isEmpty()) {
            variable = right.variable();
        }
        if (variable != null) {
            pins.putIfAbsent(variable, facts.accessors().read(fact, path.field()));
        }
    }
}
