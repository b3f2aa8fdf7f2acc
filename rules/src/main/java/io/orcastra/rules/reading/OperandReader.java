package io.orcastra.rules.reading;

import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one side of a constraint: a value, or what is computed of values. */
final class OperandReader {
    private static final Set<String> ADDING = Set.of("+", "-");
    private static final Set<String> MULTIPLYING = Set.of("*", "/", "%");

    private final Tokens tokens;
    private final FactTypes types;

    OperandReader(Tokens tokens, FactTypes types) {
        this.tokens = tokens;
        this.types = types;
    }

    Operand operand() {
        Operand operand = product();
        while (ADDING.contains(tokens.peek(0))) {
            operand = new Operand.Computed(operand, tokens.next().charAt(0), product());
        }
        return operand;
    }

    private Operand product() {
        Operand operand = factor();
        while (MULTIPLYING.contains(tokens.peek(0))) {
            operand = new Operand.Computed(operand, tokens.next().charAt(0), factor());
        }
        return operand;
    }

    /** What binds closest: a value, one with a sign, or what stands in brackets. */
    Operand factor() {
        if (tokens.took("-")) {
            return negative(factor());
        }
        if (tokens.took("+")) {
            return factor();
        }
        if (tokens.took("~")) {
            return complement(factor());
        }
        if (tokens.took("(")) {
            Operand inner = operand();
            tokens.expect(")");
            return inner;
        }
        return value(tokens.next());
    }

    private static Operand negative(Operand operand) {
        Operand zero = new Operand.Literal(0);
        return operand instanceof Operand.Literal literal && literal.constant() instanceof Number number
                ? new Operand.Literal(Arithmetic.of(0, '-', number)) : new Operand.Computed(zero, '-', operand);
    }

    /** A whole number with each of its bits turned round is its negative less one. */
    private static Operand complement(Operand operand) {
        Operand one = new Operand.Literal(-1);
        return operand instanceof Operand.Literal literal && literal.constant() instanceof Number number
                ? new Operand.Literal(Arithmetic.of(-1, '-', number)) : new Operand.Computed(one, '-', operand);
    }

    Class<?> type(String name) {
        return types.named(name).orElseThrow(tokens::unreadable);
    }

    private Operand value(String token) {
        char first = token.charAt(0);
        if (first == '"' || first == '\'') {
            return new Operand.Literal(token.substring(1, token.length() - 1).translateEscapes());
        }
        if (Character.isDigit(first)) {
            return new Operand.Literal(Arithmetic.number(token));
        }
        if (token.equals("true") || token.equals("false")) {
            return new Operand.Literal(Boolean.valueOf(token));
        }
        if (token.equals("null")) {
            return new Operand.Literal(null);
        }
        if (Character.isUpperCase(first)) {
            return constant(token);
        }
        if (first != '$' && !Character.isLetter(first)) {
            throw tokens.unreadable();
        }
        List<Operand.Step> steps = new ArrayList<>();
        if (first != '$' && !token.equals("this")) {
            steps.add(new Operand.Step(token, null));
        }
        while (tokens.at(".") || tokens.at("#")) {
            boolean field = tokens.next().equals(".");
            steps.add(field ? new Operand.Step(tokens.next(), null) : new Operand.Step("", type(tokens.next())));
        }
        return new Operand.Path(first == '$' ? token : null, List.copyOf(steps));
    }

    private Operand constant(String typeName) {
        tokens.expect(".");
        String name = tokens.next();
        for (Object constant : Optional.ofNullable(type(typeName).getEnumConstants()).orElseThrow(tokens::unreadable)) {
            if (((Enum<?>) constant).name().equals(name)) {
                return new Operand.Literal(constant);
            }
        }
        throw tokens.unreadable();
    }
}
