package io.orcastra.rules.lint;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Types, fields, constants and variables exist; the compiler would say so without a line, or not at all. */
final class NameCheck implements Check {
    private static final Pattern BINDING = Pattern.compile("^\\s*(\\$\\w+)\\s*:");
    /** A variable, or a cast with its field, or a constant of a type, or a field. */
    private static final Pattern NAME = Pattern.compile(
            "(\\$\\w+)|#(\\w+)\\.(\\w+)|\\b([A-Z]\\w*)\\.([A-Z]\\w*)|(?<![.\\w$#])([a-z]\\w*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Set<String> WORDS = Set.of("in", "not", "matches", "contains", "excludes", "memberOf",
            "instanceof", "true", "false", "null", "this", "str");

    private final FactTypes types;

    NameCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            types.named(pattern.type()).ifPresentOrElse(type -> inspect(pattern, type, report),
                    () -> report.add(pattern.descr(), "there is no fact type " + pattern.type(),
                            "Maybe it is misspelt; facts are the records of io.orcastra.facts"));
        }
        Matcher variable = VARIABLE.matcher(DrlText.withoutStrings(rule.consequence()));
        while (variable.find()) {
            if (!rule.bound().contains(variable.group())) {
                report.add(rule.descr().getConsequenceLine(), 0, "the consequence of \"" + rule.sentence() + "\" uses "
                        + variable.group() + ", which is not bound", "Maybe one of " + sorted(rule.bound()));
            }
        }
    }

    private void inspect(LintedPattern pattern, Class<?> type, Report report) {
        Set<String> visible = new HashSet<>(pattern.visible());
        if (pattern.descr().getIdentifier() != null) {
            visible.add(pattern.descr().getIdentifier());
        }
        pattern.constraints().forEach(constraint -> {
            String code = DrlText.withoutStrings(constraint.getExpression());
            Matcher binding = BINDING.matcher(code);
            if (binding.find()) {
                visible.add(binding.group(1));
            }
            inspect(constraint, code, type, visible, report);
        });
    }

    private void inspect(ExprConstraintDescr at, String code, Class<?> type, Set<String> visible, Report report) {
        Matcher name = NAME.matcher(code);
        while (name.find()) {
            if (name.group(1) != null && !visible.contains(name.group(1))) {
                report.add(at, name.group(1) + " is not bound before '" + at.getExpression() + "'",
                        "Maybe one of " + sorted(visible));
            } else if (name.group(2) != null) {
                member(at, name.group(2), name.group(3), report);
            } else if (name.group(4) != null) {
                constant(at, name.group(4), name.group(5), report);
            } else if (name.group(6) != null && !WORDS.contains(name.group(6))) {
                field(at, type, name.group(6), report);
            }
        }
    }

    private void member(BaseDescr at, String typeName, String field, Report report) {
        types.named(typeName).ifPresentOrElse(type -> field(at, type, field, report),
                () -> report.add(at, "there is no fact type " + typeName, "Maybe it is misspelt"));
    }

    private void constant(BaseDescr at, String typeName, String constant, Report report) {
        Class<?> type = types.named(typeName).filter(Class::isEnum).orElse(null);
        if (type == null) {
            report.add(at, "there are no constants of " + typeName, "Maybe it is misspelt");
        } else if (Arrays.stream(type.getEnumConstants()).noneMatch(one -> one.toString().equals(constant))) {
            report.add(at, typeName + " has no constant " + constant,
                    "Maybe one of " + List.of(type.getEnumConstants()));
        }
    }

    private void field(BaseDescr at, Class<?> type, String field, Report report) {
        Set<String> fields = types.fields(type);
        if (!fields.contains(field)) {
            report.add(at, type.getSimpleName() + " has no field " + field, "Maybe one of " + fields);
        }
    }

    private static Set<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }
}
