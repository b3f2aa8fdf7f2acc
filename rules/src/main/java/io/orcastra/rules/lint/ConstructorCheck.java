package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is made is made of as many values as it takes, each of its kind. */
final class ConstructorCheck implements Check {
    private static final List<Class<?>> NUMBERS =
            List.of(byte.class, short.class, int.class, long.class, float.class, double.class);

    private final FactTypes types;

    ConstructorCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        rule.then().concluded().map(Contents::of).orElse(Contents.NONE).created().forEach(made ->
                types.named(made.getTypeAsString()).filter(Class::isRecord)
                        .ifPresent(type -> inspect(rule, made, type, typing, report)));
    }

    private static void inspect(LintedRule rule, ObjectCreationExpr made, Class<?> type, Typing typing, Report report) {
        List<Constructor<?>> all = Arrays.stream(type.getConstructors())
                .sorted(Comparator.comparingInt(one -> distance(one, made))).toList();
        List<Constructor<?>> fitting = all.stream().filter(one -> distance(one, made) == 0).toList();
        if (fitting.isEmpty() && !all.isEmpty()) {
            report.add(rule.then().place(made), "a " + type.getSimpleName() + " is not made of " + made.getArguments().size()
                    + " values: " + made, "Maybe " + all.stream().map(ConstructorCheck::shape).collect(Collectors.joining(" or ")));
            return;
        }
        List<Optional<Integer>> wrong = fitting.stream().map(one -> wrong(one, made, typing)).toList();
        if (!wrong.isEmpty() && wrong.stream().allMatch(Optional::isPresent)) {
            Expression value = made.getArgument(wrong.get(0).orElseThrow());
            boolean any = typing.of(value, Optional.empty()).filter(Object.class::equals).isPresent();
            report.add(rule.then().place(value), value + (any ? " may be of any kind, which is" : " is") + " not what a "
                    + type.getSimpleName() + " is made of there", any
                    ? "Maybe take the id from the fact it is about, as in Node( id == " + value + ", $id : id )"
                    : "Maybe " + fitting.stream().map(ConstructorCheck::shape).collect(Collectors.joining(" or ")));
        }
    }

    private static int distance(Constructor<?> one, ObjectCreationExpr made) {
        return Math.abs(one.getParameterCount() - made.getArguments().size());
    }

    private static Optional<Integer> wrong(Constructor<?> constructor, ObjectCreationExpr made, Typing typing) {
        Class<?>[] wanted = constructor.getParameterTypes();
        return Stream.iterate(0, index -> index < wanted.length, index -> index + 1)
                .filter(index -> typing.of(made.getArgument(index), Optional.empty())
                        .filter(given -> !fits(wanted[index], given)).isPresent()).findFirst();
    }

    /** True where it cannot be told. */
    private static boolean fits(Class<?> wanted, Class<?> given) {
        Optional<Kind> one = Kind.of(wanted);
        Optional<Kind> other = Kind.of(given);
        if (one.isPresent() && other.isPresent()) {
            boolean number = one.get() == Kind.NUMBER && wanted.isPrimitive() && given.isPrimitive();
            return one.equals(other) && (one.get() != Kind.CHOICE || wanted == given) && (!number || widens(given, wanted));
        }
        return wanted.isPrimitive() || given.isPrimitive() ? wanted == Object.class || wanted.isPrimitive() && !isOurs(given)
                : wanted.isAssignableFrom(given) || given.isInterface();
    }

    /** Java makes a larger number of a smaller one by itself, and never the other way round. */
    private static boolean widens(Class<?> given, Class<?> wanted) {
        return NUMBERS.indexOf(given) <= NUMBERS.indexOf(wanted);
    }

    private static boolean isOurs(Class<?> type) {
        return FactTypes.PACKAGES.contains(type.getPackageName());
    }

    /** Names of components where the values are all of them, else what they are. */
    private static String shape(Constructor<?> constructor) {
        List<String> parts = new ArrayList<>();
        RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
        Class<?>[] wanted = constructor.getParameterTypes();
        boolean whole = Arrays.equals(Arrays.stream(components).map(RecordComponent::getType).toArray(), wanted);
        for (int index = 0; index < wanted.length; index++) {
            parts.add(wanted[index].getSimpleName() + (whole ? " " + components[index].getName() : ""));
        }
        return constructor.getDeclaringClass().getSimpleName() + "( " + String.join(", ", parts) + " )";
    }
}
