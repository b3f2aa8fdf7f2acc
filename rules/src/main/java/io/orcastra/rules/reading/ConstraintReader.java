package io.orcastra.rules.reading;

import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the text of one constraint, in the part of DRL that the linter admits. */
final class ConstraintReader {
    private static final Set<String> WORDS = Set.of("in", "contains", "memberOf", "matches", "instanceof", "excludes");

    private final Tokens tokens;
    private final OperandReader operands;

    ConstraintReader(String text, FactTypes types) {
        tokens = new Tokens(text);
        operands = new OperandReader(tokens, types);
    }

    Constraint constraint() {
        String binds = null;
        if (tokens.peek(0).startsWith("$") && tokens.peek(1).equals(":")) {
            binds = tokens.next();
            tokens.next();
        }
        Constraint constraint = comparison();
        tokens.end();
        if (binds == null) {
            return asked(constraint);
        }
        return new Constraint(constraint.text(), binds, constraint.left(), constraint.operator(), constraint.right());
    }

    /** The whole text as one operand, such as the parameter of an accumulate function. */
    Operand onlyOperand() {
        Operand operand = operands.operand();
        tokens.end();
        return operand;
    }

    private Constraint comparison() {
        if (tokens.took("!")) {
            Constraint inner = asked(tokens.at("(") ? bracketed() : of(operands.factor(), Operator.EXISTS, List.of()));
            return of(inner.left(), inner.operator().negated(), inner.right());
        }
        if (tokens.isAllInBrackets()) {
            return bracketed();
        }
        Operand left = operands.operand();
        Operator operator = operator();
        return of(left, operator, operator == Operator.EXISTS ? List.of() : right(operator));
    }

    private Constraint bracketed() {
        tokens.expect("(");
        Constraint inner = comparison();
        tokens.expect(")");
        return inner;
    }

    private Constraint of(Operand left, Operator operator, List<Operand> right) {
        return new Constraint(tokens.text(), null, left, operator, right);
    }

    /** What stands alone is asked to be true. */
    private Constraint asked(Constraint constraint) {
        return constraint.operator() == Operator.EXISTS
                ? of(constraint.left(), Operator.EQUAL, List.of(new Operand.Literal(true))) : constraint;
    }

    private Operator operator() {
        if (tokens.at("") || tokens.at(")")) {
            return Operator.EXISTS;
        }
        boolean not = tokens.took("not");
        String word = tokens.next();
        if (word.equals("excludes")) {
            return not ? Operator.CONTAINS : Operator.NOT_CONTAINS;
        }
        Operator operator = Optional.of(word).filter(one -> WORDS.contains(one) || !not && !Character.isLetter(one.charAt(0)))
                .flatMap(one -> List.of(Operator.values()).stream().filter(each -> each.text().equals(one)).findFirst())
                .orElseThrow(tokens::unreadable);
        return not ? operator.negated() : operator;
    }

    private List<Operand> right(Operator operator) {
        if (operator == Operator.INSTANCE_OF || operator == Operator.NOT_INSTANCE_OF) {
            return List.of(new Operand.Literal(operands.type(tokens.next())));
        }
        if (operator != Operator.IN && operator != Operator.NOT_IN) {
            return List.of(operands.operand());
        }
        tokens.expect("(");
        List<Operand> all = new ArrayList<>(List.of(operands.operand()));
        while (tokens.took(",")) {
            all.add(operands.operand());
        }
        tokens.expect(")");
        return List.copyOf(all);
    }
}
