package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.mvel.parser.ast.expr.FullyQualifiedInlineCastExpr;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;

/**
 * Reads expressions of one rule.
 *
 * @param variables what they stand for
 */
record TermReader(Map<String, Term> variables) {
    /** Outside of any pattern. */
    static final int NO_FACT = -1;

    /** Empty for what is not understood. */
    Optional<Term> of(Expression expression, int fact) {
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), fact);
        }
        if (expression instanceof NameExpr name) {
            return named(name.getNameAsString(), fact);
        }
        if (expression instanceof ThisExpr) {
            return Optional.of(new Term.Field(fact, ""));
        }
        if (expression instanceof FieldAccessExpr member) {
            return member(member, fact);
        }
        if (expression instanceof FullyQualifiedInlineCastExpr cast && !cast.hasArguments()) {
            String[] parts = cast.getName().asString().split("\\.");
            return field(cast.getScope(), fact, "#" + String.join(".", parts));
        }
        if (expression instanceof InlineCastExpr cast) {
            return field(cast.getExpression(), fact, "#" + cast.getType().asString());
        }
        if (expression instanceof BinaryExpr sum) {
            return made(sum.getOperator().asString(), List.of(sum.getLeft(), sum.getRight()), fact);
        }
        if (expression instanceof ObjectCreationExpr creation && creation.getAnonymousClassBody().isEmpty()) {
            return made("new " + creation.getTypeAsString(), creation.getArguments(), fact);
        }
        if (expression instanceof MethodCallExpr call) {
            return call(call, fact);
        }
        return constant(expression);
    }

    private Optional<Term> named(String name, int fact) {
        if (name.startsWith("$")) {
            return Optional.ofNullable(variables.get(name));
        }
        return fact == NO_FACT || Character.isUpperCase(name.charAt(0)) ? Optional.empty() : Optional.of(new Term.Field(fact, name));
    }

    private Optional<Term> member(FieldAccessExpr member, int fact) {
        String written = Contents.written(member.getScope());
        return Character.isUpperCase(written.charAt(0)) ? Optional.of(new Term.Constant("the " + written + "." + member.getNameAsString()))
                : field(member.getScope(), fact, "." + member.getNameAsString());
    }

    private Optional<Term> field(Expression scope, int fact, String step) {
        return of(scope, fact).filter(Term.Field.class::isInstance).map(whole -> ((Term.Field) whole).then(step));
    }

    /** A getter is the field it tells. */
    private Optional<Term> call(MethodCallExpr call, int fact) {
        if (call.getScope().isEmpty()) {
            return Optional.empty();
        }
        Expression scope = call.getScope().get();
        boolean ofType = scope instanceof NameExpr name && Character.isUpperCase(name.getNameAsString().charAt(0));
        if (ofType) {
            return made(Contents.written(scope) + "." + call.getNameAsString(), call.getArguments(), fact);
        }
        if (call.getArguments().isEmpty()) {
            return field(scope, fact, "." + call.getNameAsString());
        }
        List<Expression> parts = new ArrayList<>(List.of(scope));
        parts.addAll(call.getArguments());
        return made("." + call.getNameAsString(), parts, fact);
    }

    private Optional<Term> made(String how, List<Expression> parts, int fact) {
        List<Term> terms = parts.stream().flatMap(part -> of(part, fact).stream()).toList();
        return terms.size() == parts.size() ? Optional.of(new Term.Made(how, terms)) : Optional.empty();
    }

    private static Optional<Term> constant(Expression expression) {
        if (expression instanceof StringLiteralExpr text) {
            return Optional.of(new Term.Constant(text.getValue()));
        }
        if (expression instanceof CharLiteralExpr letter) {
            return Optional.of(new Term.Constant(letter.getValue()));
        }
        if (expression instanceof BooleanLiteralExpr flag) {
            return Optional.of(new Term.Constant(flag.getValue()));
        }
        if (expression instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            return constant(minus.getExpression()).filter(one -> ((Term.Constant) one).value() instanceof Double)
                    .map(one -> new Term.Constant(-(Double) ((Term.Constant) one).value()));
        }
        return expression instanceof LiteralStringValueExpr number && !(expression instanceof TextBlockLiteralExpr)
                ? number(number.getValue()) : Optional.empty();
    }

    private static Optional<Term> number(String digits) {
        if (new Numeral(digits).isOctal()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Term.Constant(Double.valueOf(digits.replaceAll("[lLdDfF_]", "")) + 0.0));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
