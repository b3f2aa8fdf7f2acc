package io.orcastra.rules.lint;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import io.orcastra.rules.RuleFamily;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The consequence is one logical insertion of a fact that rules may conclude, made of variables, values and their
 * getters: a rule never acts by itself.
 */
final class ConsequenceCheck implements Check {
    private static final String SHAPE = "Maybe split the rule: then insertLogical( new Veto( ... ) );";
    private static final String VALUES = "Maybe use a field of a fact instead; allowed are getters of facts, Set.of, List.of,"
            + " Duration.ofSeconds and their like";
    private static final Map<String, Set<String>> STATIC = Map.of(
            "Set", Set.of("of"), "List", Set.of("of"),
            "Duration", Set.of("ofSeconds", "ofMinutes", "ofHours", "ofDays", "ofMillis"));
    private static final Set<String> OF_VALUES = Set.of("toSeconds", "toMinutes", "toHours", "toMillis", "toDays", "plus",
            "minus", "plusSeconds", "minusSeconds", "plusMillis", "plusMinutes", "multipliedBy", "dividedBy", "size", "isEmpty",
            "contains", "length", "startsWith", "endsWith");

    private final FactTypes types;

    ConsequenceCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Consequence then = rule.then();
        String subject = "the consequence of \"" + rule.sentence() + "\" ";
        if (rule.descr().getNamedConsequences() != null && !rule.descr().getNamedConsequences().isEmpty()) {
            report.add(rule.descr(), "rule \"" + rule.sentence() + "\" has more than one consequence", SHAPE);
        }
        Optional<Place> swallowed = then.mistake().isEmpty() ? Optional.empty()
                : Consequence.swallowed(rule.source().source(), rule.descr());
        if (swallowed.isPresent()) {
            report.add(swallowed.get(), "rule \"" + rule.sentence() + "\" does not end before the next one begins",
                    "Maybe write end after its consequence");
            return;
        }
        Optional<Place> open = then.mistake().isEmpty() ? Optional.empty() : Consequence.unended(rule.source().source(), rule.descr());
        if (open.isPresent()) {
            report.add(open.get(), subject + "does not end", "Maybe write ; behind its last bracket");
            return;
        }
        if (!then.mistake().isEmpty()) {
            report.add(then.stumbled(), subject + "cannot be read: " + then.mistake(),
                    "Maybe a bracket, comma, quote or semicolon is missing");
            return;
        }
        then.concluded().ifPresentOrElse(fact -> {
            inspect(rule, fact, subject, report);
            concluded(rule, report);
        }, () -> report.add(then.first(), subject + "is more or less than one insertLogical: " + seen(then), SHAPE));
    }

    private void concluded(LintedRule rule, Report report) {
        if (rule.family() == RuleFamily.CONDITION && !types.isConclusion(rule.conclusion())) {
            report.add(rule.then().first(), rule.conclusion() + " is not a fact that rules conclude",
                    "Maybe a Condition, Timer, Proposal, Veto or Finding; observers and the engine put in all others");
        }
    }

    private void inspect(LintedRule rule, ObjectCreationExpr fact, String subject, Report report) {
        Consequence then = rule.then();
        Contents contents = Contents.of(fact);
        for (Node code : contents.strange()) {
            report.add(then.place(code), subject + "holds code: " + code, VALUES);
        }
        for (MethodCallExpr call : contents.calls()) {
            if (!allowed(call)) {
                report.add(then.place(call), subject + "calls " + call.getNameAsString() + "(): " + call, VALUES);
            }
        }
        for (ObjectCreationExpr made : contents.created()) {
            if (types.named(made.getTypeAsString()).isEmpty()) {
                report.add(then.place(made), subject + "makes a " + made.getTypeAsString() + ", which is no fact",
                        types.nearest(made.getTypeAsString()).map(near -> "Maybe you meant " + near)
                                .orElse("Maybe one of " + types.conclusions()));
            }
        }
    }

    private boolean allowed(MethodCallExpr call) {
        String name = call.getNameAsString();
        if (call.getScope().isEmpty()) {
            return false;
        }
        if (call.getScope().get() instanceof NameExpr scope && !scope.getNameAsString().startsWith("$")) {
            return STATIC.getOrDefault(scope.getNameAsString(), Set.of()).contains(name);
        }
        return OF_VALUES.contains(name) || types.isGetter(name);
    }

    private static String seen(Consequence then) {
        if (then.statements().isEmpty()) {
            return "it is empty";
        }
        Statement first = then.statements().get(0);
        if (then.statements().size() > 1) {
            return "there are " + then.statements().size() + " statements";
        }
        return first instanceof ExpressionStmt expression ? expression.getExpression().toString()
                : "a " + first.getClass().getSimpleName().replace("Stmt", "").toLowerCase(Locale.ROOT);
    }
}
