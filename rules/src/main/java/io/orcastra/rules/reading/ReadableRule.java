package io.orcastra.rules.reading;

import io.orcastra.rules.RuleDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One rule, with what it asks for and what it concludes. */
record ReadableRule(RuleDescription description, List<Element> elements, Conclusion conclusion) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");

    /**
     * What must be bound for the conclusion to have these values; empty when it can never have them. Values that the rule
     * makes up by itself are left open.
     *
     * @param wanted by component
     */
    Optional<Map<String, Object>> pins(Map<String, Object> wanted) {
        Map<String, Object> pins = new HashMap<>();
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            Optional<String> argument = conclusion.argument(entry.getKey());
            if (argument.isPresent() && !pin(argument.get(), entry.getValue(), pins)) {
                return Optional.empty();
            }
        }
        return Optional.of(pins);
    }

    /** @return whether the argument can be the value */
    boolean pin(String argument, Object value, Map<String, Object> pins) {
        if (argument.startsWith("\"") && argument.endsWith("\"") && argument.indexOf('"', 1) == argument.length() - 1) {
            return argument.substring(1, argument.length() - 1).equals(value);
        }
        if (!VARIABLE.matcher(argument).matches()) {
            return true;
        }
        Optional<Class<?>> fact = patterns().filter(pattern -> argument.equals(pattern.variable()))
                .<Class<?>>map(Element.FactPattern::type).findFirst();
        if (fact.isEmpty()) {
            pins.put(argument, value);
        } else if (fact.get().isInstance(value)) {
            pins.put(argument, value);
        } else if (value instanceof String) {
            pins.put(argument + (fact.get().getSimpleName().equals("Proposal") ? ".subject" : ".id"), value);
        } else {
            return false;
        }
        return true;
    }

    /** The patterns whose facts are matched, those in {@code not}, {@code exists} and {@code accumulate} left out. */
    Stream<Element.FactPattern> patterns() {
        return elements.stream().filter(Element.FactPattern.class::isInstance).map(Element.FactPattern.class::cast);
    }
}
