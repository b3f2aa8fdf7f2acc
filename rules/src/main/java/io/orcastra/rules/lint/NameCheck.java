package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import io.orcastra.rules.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;

/** Types, fields, constants and variables exist; the compiler would say so without a line, or not at all. */
final class NameCheck implements Check {
    private final FactTypes types;

    NameCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        for (LintedPattern pattern : rule.patterns()) {
            types.named(pattern.type()).ifPresentOrElse(type -> inspect(pattern, type, typing, report),
                    () -> noType(new Place(pattern.descr().getLine(), pattern.descr().getColumn() + 1), pattern.type(), report));
        }
        Contents concluded = rule.then().concluded().map(Contents::of).orElse(Contents.NONE);
        for (String variable : concluded.variables()) {
            if (!rule.bound().contains(variable)) {
                report.add(place(rule.then(), variable), "the consequence of \"" + rule.sentence() + "\" uses " + variable
                        + ", which is not bound", meant(variable, rule.bound()));
            }
        }
        concluded.calls().stream().filter(call -> call.getArguments().isEmpty())
                .forEach(call -> called(rule.then(), call, typing, report));
    }

    private void called(Consequence then, MethodCallExpr call, Typing typing, Report report) {
        String name = call.getNameAsString();
        call.getScope().flatMap(scope -> typing.of(scope, Optional.empty())).filter(type -> types.fieldType(type, name).isEmpty())
                .ifPresent(type -> report.add(then.place(call), type.getSimpleName() + " has no field " + name,
                        meant(name, types.fields(type))));
    }

    private static Place place(Consequence then, String variable) {
        return then.concluded().flatMap(fact -> fact.findFirst(NameExpr.class, name -> name.getNameAsString().equals(variable)))
                .map(then::place).orElseGet(then::first);
    }

    private void inspect(LintedPattern pattern, Class<?> type, Typing typing, Report report) {
        Set<String> visible = new HashSet<>(pattern.visible());
        if (pattern.descr().getIdentifier() != null) {
            visible.add(pattern.descr().getIdentifier());
        }
        for (Constraint constraint : pattern.parsed()) {
            if (!constraint.binding().isEmpty()) {
                visible.add(constraint.binding());
            }
            Contents contents = constraint.contents();
            contents.types().stream().filter(name -> types.named(name).isEmpty())
                    .forEach(name -> noType(constraint.place(name), name, report));
            contents.namesBesideCalls().forEach(name -> name(constraint, name, type, visible, typing, report));
            contents.casts().forEach(cast -> types.named(cast.type())
                    .ifPresent(one -> field(constraint, one, cast.field(), report)));
            contents.members().forEach(member -> member(constraint, member, type, typing, report));
        }
    }

    private void name(Constraint at, String name, Class<?> type, Set<String> visible, Typing typing, Report report) {
        if (name.startsWith("$")) {
            if (!visible.contains(name)) {
                report.add(at.place(name), name + " is not bound before '" + at.text() + "'", meant(name, visible));
            }
            return;
        }
        Optional<String> constant = types.fields(type).contains(name) || types.named(name).isPresent() ? Optional.empty()
                : constant(at, name, type, typing);
        if (constant.isPresent()) {
            report.add(at.place(name), name + " stands without the type it is a constant of", "Maybe you meant " + constant.get());
        } else if (Character.isUpperCase(name.charAt(0))) {
            if (types.named(name).isEmpty()) {
                report.add(at.place(name), "there are no constants of " + name, meant(types.nearest(name), "Maybe it is misspelt"));
            }
        } else {
            field(at, type, name, report);
        }
    }

    /** The constant of this name that what it is compared with may be. */
    private static Optional<String> constant(Constraint at, String name, Class<?> type, Typing typing) {
        return at.expression().map(ClaimReader::subject).flatMap(subject -> typing.of(subject, Optional.of(type))).filter(Class::isEnum)
                .flatMap(one -> Arrays.stream(one.getEnumConstants()).map(Object::toString).filter(name::equalsIgnoreCase)
                        .map(constant -> one.getSimpleName() + "." + constant).findFirst());
    }

    private void member(Constraint at, FieldAccessExpr member, Class<?> subject, Typing typing, Report report) {
        Expression scope = member.getScope();
        while (scope instanceof EnclosedExpr enclosed) {
            scope = enclosed.getInner();
        }
        if (scope instanceof InlineCastExpr cast) {
            types.named(cast.getType().asString()).ifPresent(type -> field(at, type, member.getNameAsString(), report));
        } else if (scope instanceof NameExpr name && Character.isUpperCase(name.getNameAsString().charAt(0))) {
            types.named(name.getNameAsString()).ifPresent(type -> constant(at, type, member.getNameAsString(), report));
        } else {
            typing.of(scope, Optional.of(subject)).filter(type -> FactTypes.PACKAGES.contains(type.getPackageName()))
                    .ifPresent(type -> field(at, type, member.getNameAsString(), report));
        }
    }

    private void constant(Constraint at, Class<?> type, String constant, Report report) {
        List<String> known = type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(Object::toString).toList() : List.of();
        if (known.isEmpty()) {
            report.add(at.place(constant), "there are no constants of " + type.getSimpleName(), "Maybe another type was meant");
        } else if (!known.contains(constant)) {
            report.add(at.place(constant), type.getSimpleName() + " has no constant " + constant + ", so this never matches",
                    meant(constant, known));
        }
    }

    private void field(Constraint at, Class<?> type, String field, Report report) {
        Set<String> fields = types.fields(type);
        if (!fields.contains(field)) {
            report.add(at.place(field), type.getSimpleName() + " has no field " + field,
                    Spelling.nearest(field, fields).or(() -> types.nearestBelow(type, field)).map(near -> "Maybe you meant " + near)
                            .orElseGet(() -> meant(field, fields)));
        }
    }

    private void noType(Place at, String name, Report report) {
        report.add(at, "there is no fact type " + name,
                meant(types.nearest(name), "Maybe it is misspelt; facts are the records of io.orcastra.facts"));
    }

    private static String meant(String name, Collection<String> known) {
        String unknown = name.startsWith("$") ? "Maybe bind it before, as in $id : id" : "Maybe leave it out";
        return meant(Spelling.nearest(name, known), known.isEmpty() ? unknown : "Maybe one of " + new TreeSet<>(known));
    }

    private static String meant(Optional<String> nearest, String otherwise) {
        return nearest.map(near -> "Maybe you meant " + near).orElse(otherwise);
    }
}
