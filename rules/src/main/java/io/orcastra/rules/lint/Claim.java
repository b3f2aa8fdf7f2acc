package io.orcastra.rules.lint;

import java.util.List;
import java.util.Map;

/**
 * What a constraint says, one comparison.
 *
 * @param operator {@code ==}, {@code in}, {@code instanceof} and their like; {@code not} before it where it is denied
 * @param right    one term, several for {@code in}
 */
record Claim(Term left, String operator, List<Term> right) {
    static final String EQUAL = "==";
    static final String UNEQUAL = "!=";
    static final String IS = "instanceof";
    private static final Map<String, String> DENIED = Map.of("==", "!=", "!=", "==", "<", ">=", ">=", "<", ">", "<=", "<=", ">");

    Claim {
        right = List.copyOf(right);
    }

    static Claim of(Term left, String operator, Term right) {
        return new Claim(left, operator, List.of(right));
    }

    /** What holds exactly where this does not. */
    Claim denied() {
        String other = operator.startsWith("not ") ? operator.substring(4) : DENIED.getOrDefault(operator, "not " + operator);
        return new Claim(left, other, right);
    }

    Claim with(Map<Integer, Integer> facts) {
        return new Claim(left.with(facts), operator, right.stream().map(term -> term.with(facts)).toList());
    }
}
