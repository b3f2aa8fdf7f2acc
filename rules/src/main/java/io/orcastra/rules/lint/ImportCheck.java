package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import io.orcastra.rules.ParsedRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rule names is imported: the compiler would say that there is no such type, or blame something else. Each type is told
 * once in a file. One instance sees one set of files.
 */
final class ImportCheck implements Check {
    private final FactTypes types;
    private final Set<String> told = new HashSet<>();

    ImportCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            require(rule, pattern.type(), new Place(pattern.descr().getLine(), pattern.descr().getColumn() + 1), report);
            for (Constraint constraint : pattern.parsed()) {
                Place at = new Place(constraint.at().getLine(), constraint.at().getColumn() + 1);
                named(constraint.contents()).forEach(name -> require(rule, name, at, report));
            }
        }
        Contents concluded = rule.then().concluded().map(Contents::of).orElse(Contents.NONE);
        concluded.created().forEach(made -> require(rule, made.getTypeAsString(), rule.then().place(made), report));
        concluded.members().forEach(member -> require(rule, member.getScope().toString(), rule.then().place(member), report));
        concluded.calls().forEach(call -> scope(call).ifPresent(name -> require(rule, name, rule.then().place(call), report)));
    }

    private static Stream<String> named(Contents contents) {
        return Stream.of(contents.types(), contents.namesBesideCalls()).flatMap(Collection::stream);
    }

    private static Optional<String> scope(MethodCallExpr call) {
        return call.getScope().filter(NameExpr.class::isInstance).map(Object::toString);
    }

    private void require(LintedRule rule, String name, Place at, Report report) {
        Optional<String> place = Optional.of(name).filter(one -> Character.isUpperCase(one.charAt(0))).flatMap(types::home)
                .filter(home -> !isImported(rule.source(), home, name));
        if (place.isPresent() && told.add(report.file() + " " + name)) {
            boolean value = FactTypes.VALUES.contains(place.get() + "." + name);
            report.add(at, name + " of package " + place.get() + " is not imported",
                    "Maybe add import " + place.get() + (value ? "." + name : ".*") + " below the package");
        }
    }

    private static boolean isImported(ParsedRules file, String home, String name) {
        return file.tree().getImports().stream()
                .anyMatch(one -> one.getTarget().equals(home + ".*") || one.getTarget().equals(home + "." + name));
    }
}
