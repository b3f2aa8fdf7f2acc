package io.orcastra.rules.lint;

import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.model.codegen.execmodel.generator.DrlxParseUtil;
import org.drools.mvel.parser.ast.expr.DrlxExpression;

/**
 * One constraint of a pattern, parsed.
 *
 * @param binding    the variable before the colon, empty when there is none
 * @param expression what is behind it; empty when it cannot be read, and the parser of rules has then let it pass
 */
record Constraint(BaseDescr at, String text, String binding, Optional<Expression> expression) {
    private static final Pattern BINDING = Pattern.compile("^\\s*\\$\\w+\\s*:(?!=)");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static Constraint of(ExprConstraintDescr descr) {
        return of(descr, descr.getExpression());
    }

    static Constraint of(BaseDescr at, String text) {
        try {
            DrlxExpression parsed = DrlxParseUtil.parseExpression(text);
            if (!bare(Contents.written(parsed.getExpr())).equals(bare(BINDING.matcher(text).replaceFirst("")))) {
                requireWhole(text);
            }
            return new Constraint(at, text, parsed.getBind() == null ? "" : parsed.getBind().asString(),
                    Optional.ofNullable(parsed.getExpr()));
        } catch (ParseProblemException | StackOverflowError e) {
            return new Constraint(at, text, "", Optional.empty());
        }
    }

    /** Where this part of it stands in the file; where it begins when that cannot be told. */
    Place place(String part) {
        Matcher found = Pattern.compile("(?<![\\w$])" + Pattern.quote(part) + "(?![\\w$])").matcher(DrlText.withoutStrings(text));
        int offset = found.find() ? found.start() : Math.max(text.indexOf(part), 0);
        String before = text.substring(0, offset);
        int lines = (int) before.chars().filter(character -> character == '\n').count();
        return new Place(at.getLine() + lines, lines == 0 ? at.getColumn() + 1 + offset : offset - before.lastIndexOf('\n'));
    }

    /** The parser stops in silence at what it does not know, unless a bracket is to follow. */
    private static void requireWhole(String text) {
        DrlxParseUtil.parseExpression("(" + BINDING.matcher(text).replaceFirst("") + "\n)");
    }

    private static String bare(String text) {
        return SPACE.matcher(text).replaceAll("");
    }

    /** What it is made of. */
    Contents contents() {
        return expression.map(Contents::of).orElse(Contents.NONE);
    }
}
