package io.orcastra.rules.reading;

import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of one constraint, in the part of DRL that the linter admits. */
final class ConstraintReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\d+(?:\\.\\d+)?[a-zA-Z]?|\\$\\w+|\\w+|==|!=|<=|>=|[<>!().,:#+-])");
    private static final Set<String> WORDS = Set.of("in", "contains", "memberOf", "matches", "instanceof", "excludes");

    private final FactTypes types;
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    ConstraintReader(String text, FactTypes types) {
        this.text = text.strip();
        this.types = types;
        Matcher token = TOKEN.matcher(this.text);
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end < this.text.length()) {
            throw unreadable();
        }
    }

    Constraint constraint() {
        String binds = null;
        if (peek(0).startsWith("$") && peek(1).equals(":")) {
            binds = next();
            next();
        }
        boolean negated = peek(0).equals("!");
        if (negated) {
            next();
            expect("(");
        }
        Operand left = operand();
        Operator operator = operator();
        List<Operand> right = operator == Operator.EXISTS ? List.of() : right(operator);
        if (negated) {
            expect(")");
        }
        end();
        return new Constraint(text, binds, left, negated ? operator.negated() : operator, right);
    }

    /** The whole text as one operand, such as the parameter of an accumulate function. */
    Operand onlyOperand() {
        Operand operand = operand();
        end();
        return operand;
    }

    private Operator operator() {
        if (peek(0).isEmpty() || peek(0).equals(")")) {
            return Operator.EXISTS;
        }
        boolean not = peek(0).equals("not");
        if (not) {
            next();
        }
        String word = next();
        if (word.equals("excludes")) {
            return not ? Operator.CONTAINS : Operator.NOT_CONTAINS;
        }
        Operator operator = Optional.of(word).filter(one -> WORDS.contains(one) || !not && !Character.isLetter(one.charAt(0)))
                .flatMap(one -> List.of(Operator.values()).stream().filter(each -> each.text().equals(one)).findFirst())
                .orElseThrow(this::unreadable);
        return not ? operator.negated() : operator;
    }

    private List<Operand> right(Operator operator) {
        if (operator == Operator.INSTANCE_OF || operator == Operator.NOT_INSTANCE_OF) {
            return List.of(new Operand.Literal(type(next())));
        }
        if (operator != Operator.IN && operator != Operator.NOT_IN) {
            return List.of(operand());
        }
        expect("(");
        List<Operand> all = new ArrayList<>(List.of(operand()));
        while (peek(0).equals(",")) {
            next();
            all.add(operand());
        }
        expect(")");
        return List.copyOf(all);
    }

    private Operand operand() {
        Operand operand = primary();
        while (peek(0).equals("+") || peek(0).equals("-")) {
            operand = new Operand.Sum(operand, next().equals("+"), primary());
        }
        return operand;
    }

    private Operand primary() {
        String token = next();
        char first = token.charAt(0);
        if (first == '"' || first == '\'') {
            return new Operand.Literal(token.substring(1, token.length() - 1).translateEscapes());
        }
        if (Character.isDigit(first)) {
            return new Operand.Literal(Double.valueOf(token.replaceAll("[a-zA-Z]", "")));
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
            throw unreadable();
        }
        List<Operand.Step> steps = new ArrayList<>();
        if (first != '$' && !token.equals("this")) {
            steps.add(new Operand.Step(token, null));
        }
        while (peek(0).equals(".") || peek(0).equals("#")) {
            boolean field = next().equals(".");
            steps.add(field ? new Operand.Step(next(), null) : new Operand.Step("", type(next())));
        }
        return new Operand.Path(first == '$' ? token : null, List.copyOf(steps));
    }

    private Operand constant(String typeName) {
        expect(".");
        String name = next();
        for (Object constant : Optional.ofNullable(type(typeName).getEnumConstants()).orElseThrow(this::unreadable)) {
            if (((Enum<?>) constant).name().equals(name)) {
                return new Operand.Literal(constant);
            }
        }
        throw unreadable();
    }

    private Class<?> type(String name) {
        return types.named(name).orElseThrow(this::unreadable);
    }

    private String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    private String next() {
        if (at >= tokens.size()) {
            throw unreadable();
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw unreadable();
        }
    }

    private void end() {
        if (at < tokens.size()) {
            throw unreadable();
        }
    }

    private Unreadable unreadable() {
        return new Unreadable("explanations do not understand '" + text + "'");
    }
}
