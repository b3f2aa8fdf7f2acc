package io.orcastra.rules.lint;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What stands behind {@code then}, parsed as Java.
 *
 * @param text       as written
 * @param statements empty when it is no Java
 * @param mistake    what the parser of Java says, empty when it can be read
 */
record Consequence(String text, int line, List<Statement> statements, String mistake) {

    static Consequence of(RuleDescr rule) {
        String text = String.valueOf(rule.getConsequence());
        var configuration = new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17).setAttributeComments(false);
        ParseResult<BlockStmt> parsed = new JavaParser(configuration).parseBlock("{" + text + "\n}");
        if (parsed.isSuccessful() && parsed.getResult().isPresent()) {
            return new Consequence(text.strip(), rule.getConsequenceLine(), parsed.getResult().get().getStatements(), "");
        }
        String mistake = parsed.getProblems().isEmpty() ? "it cannot be read"
                : parsed.getProblems().get(0).getMessage().lines().findFirst().orElse("");
        return new Consequence(text.strip(), rule.getConsequenceLine(), List.of(), mistake);
    }

    /** The fact in {@code insertLogical( new Fact( .. ) )}, when the consequence is exactly that. */
    Optional<ObjectCreationExpr> concluded() {
        if (statements.size() != 1 || !(statements.get(0) instanceof ExpressionStmt statement)
                || !(statement.getExpression() instanceof MethodCallExpr call)
                || call.getScope().isPresent() || !call.getNameAsString().equals("insertLogical") || call.getArguments().size() != 1) {
            return Optional.empty();
        }
        Expression argument = call.getArgument(0);
        return argument instanceof ObjectCreationExpr creation && creation.getScope().isEmpty()
                && creation.getAnonymousClassBody().isEmpty() ? Optional.of(creation) : Optional.empty();
    }
}
