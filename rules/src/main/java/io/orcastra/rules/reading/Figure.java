package io.orcastra.rules.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what it is that a summary comes to. */
record Figure(Element.Summary summary) {
    private static final Pattern VARIABLE = Pattern.compile("(\\$#?\\w+)(?:\\.(?:long|int|double)Value)?");
    /** A number as a number. */
    private static final Set<String> ITSELF = Set.of("longValue", "intValue", "doubleValue");
    private static final Map<String, String> WORDS = Map.of(
            "sum", "sum of ", "average", "average of ", "min", "smallest of ", "max", "largest of ", "count", "number of ");

    Cause.Unmet unmet(Constraint failing, Object seen, Object wanted) {
        String what = patterns(summary.inner()).findFirst().map(pattern -> pattern.type().getSimpleName()).orElse("");
        if (failing.left() instanceof Operand.Path path && isItself(path)
                && function(path.variable()).filter(Figure::isNamed).isEmpty()) {
            return new Cause.Unmet(what, "", "", seen, failing.operator(), wanted);
        }
        String figure = VARIABLE.matcher(failing.left().text()).replaceAll(this::words);
        String measure = Optional.ofNullable(measured(failing.left()).measure()).orElse("");
        return new Cause.Unmet(what, figure, measure, seen, failing.operator(), wanted);
    }

    /** Counts and sets of facts are told by what they are of. */
    private static boolean isNamed(Element.Function function) {
        return WORDS.containsKey(function.name()) && !function.name().equals("count");
    }

    private String words(MatchResult variable) {
        return Matcher.quoteReplacement(function(variable.group(1)).map(function -> WORDS.getOrDefault(function.name(), "values of ")
                + bound(function).map(Operand::text).orElseGet(() -> function.parameter().text().substring(1)))
                .orElse(variable.group(1).substring(1)));
    }

    /** What is counted has no unit; what is summed up has that of its parts. */
    private Operand measured(Operand operand) {
        if (operand instanceof Operand.Computed computed) {
            return new Operand.Computed(measured(computed.first()), computed.sign(), measured(computed.second()));
        }
        return operand instanceof Operand.Path path && isItself(path)
                ? function(path.variable()).filter(Figure::isNamed).flatMap(this::bound).orElse(operand) : operand;
    }

    private static boolean isItself(Operand.Path path) {
        return path.steps().stream().allMatch(step -> step.cast() == null && ITSELF.contains(step.name()));
    }

    private Optional<Element.Function> function(String variable) {
        return summary.functions().stream().filter(function -> function.variable().equals(variable)).findFirst();
    }

    /** What the variable that is summed up stands for. */
    private Optional<Operand> bound(Element.Function function) {
        return patterns(summary.inner()).flatMap(pattern -> pattern.constraints().stream())
                .filter(constraint -> constraint.binds() != null && constraint.binds().equals(function.parameter().text()))
                .map(Constraint::left).findFirst();
    }

    private static Stream<Element.FactPattern> patterns(List<Element> elements) {
        return elements.stream().filter(Element.FactPattern.class::isInstance).map(Element.FactPattern.class::cast);
    }
}
