package io.orcastra.rules;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
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
 * What stands behind {@code then}, parsed as the Java it is compiled as: comments and texts are neither code nor looked at.
 * Positions count a brace that was put before it.
 *
 * @param statements empty when it is no Java
 * @param problems   what the parser of Java says; empty when it says nothing, even where it gave up
 */
public record ParsedConsequence(boolean readable, List<Statement> statements, List<Problem> problems) {
    public ParsedConsequence {
        statements = List.copyOf(statements);
        problems = List.copyOf(problems);
    }

    /** Never throws for what stands there. */
    public static ParsedConsequence of(RuleDescr rule) {
        var configuration = new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17).setAttributeComments(false);
        try {
            return of(new JavaParser(configuration).parseBlock("{" + rule.getConsequence() + "\n}"));
        } catch (StackOverflowError e) {
            return new ParsedConsequence(false, List.of(), List.of());
        }
    }

    private static ParsedConsequence of(ParseResult<BlockStmt> parsed) {
        return parsed.isSuccessful() && parsed.getResult().isPresent()
                ? new ParsedConsequence(true, parsed.getResult().get().getStatements(), List.of())
                : new ParsedConsequence(false, List.of(), parsed.getProblems());
    }

    /** The fact in {@code insertLogical( new Fact( .. ) )}, when the consequence is exactly that. */
    public Optional<ObjectCreationExpr> concluded() {
        if (statements.size() != 1 || !(statements.get(0) instanceof ExpressionStmt statement)
                || !(statement.getExpression() instanceof MethodCallExpr call)
                || call.getScope().isPresent() || !call.getNameAsString().equals("insertLogical") || call.getArguments().size() != 1) {
            return Optional.empty();
        }
        Expression argument = call.getArgument(0);
        return argument instanceof ObjectCreationExpr creation && creation.getScope().isEmpty()
                && creation.getAnonymousClassBody().isEmpty() ? Optional.of(creation) : Optional.empty();
    }

    /** Simple name of the type of that fact, empty when there is none. */
    public String conclusion() {
        return concluded().map(ObjectCreationExpr::getTypeAsString).orElse("");
    }
}
