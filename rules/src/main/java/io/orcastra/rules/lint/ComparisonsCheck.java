package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.List;
import java.util.Optional;

/** Goes through all that a rule compares and concludes once, for everything that can be wrong with numbers in it. */
final class ComparisonsCheck implements Check {
    private static final List<Aspect> ASPECTS = List.of(new NumberCheck(), new NumeralCheck(), new ArithmeticCheck());

    private final FactTypes types;

    ComparisonsCheck(FactTypes types) {
        this.types = types;
    }

    /** One thing that can be wrong with numbers. */
    interface Aspect {
        /** A constraint of a pattern. */
        void inspect(Compared compared, Report report);

        /** What is asked of something counted or collected. */
        default void result(LintedRule rule, Compared result, Report report) {
        }

        /** What the rule concludes. */
        void concluded(LintedRule rule, ObjectCreationExpr fact, Report report);
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        for (LintedPattern pattern : rule.patterns()) {
            Optional<Class<?>> type = types.named(pattern.type());
            for (Constraint constraint : pattern.parsed()) {
                Compared compared = Compared.of(constraint, typing, type);
                ASPECTS.forEach(aspect -> aspect.inspect(compared, report));
            }
        }
        for (Constraint constraint : rule.results()) {
            Compared result = Compared.of(constraint, typing, Optional.empty());
            ASPECTS.forEach(aspect -> aspect.result(rule, result, report));
        }
        rule.then().concluded().ifPresent(fact -> ASPECTS.forEach(aspect -> aspect.concluded(rule, fact, report)));
    }
}
