package io.orcastra.rules.reading;

import io.orcastra.rules.ParsedConsequence;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Makes readable rules of parsed ones. */
final class RuleReader {
    /** No variable of a rule is called so. */
    private static final String EACH = "$#each";
    /** What any result is that rules can ask something of: a narrower type would have to be compared with it. */
    private static final Set<String> WIDE = Set.of("Number", "Object");
    private static final Constraint SAME = new Constraint("this == " + EACH, null, new Operand.Path(null, List.of()),
            Operator.EQUAL, List.of(new Operand.Path(EACH, List.of())));

    private final FactTypes types = Reading.TYPES;

    /** @throws Unreadable when the rule uses what explanations do not understand */
    ReadableRule read(RuleDescr rule, RuleDescription description) {
        return new ReadableRule(description, elements(rule.getLhs().getDescrs()),
                Conclusion.read(ParsedConsequence.of(rule).concluded().map(Object::toString).orElse(""), types));
    }

    private List<Element> elements(List<? extends BaseDescr> descrs) {
        List<Element> elements = new ArrayList<>();
        for (BaseDescr descr : descrs) {
            if (descr instanceof AndDescr and) {
                elements.addAll(elements(and.getDescrs()));
            } else {
                elements.add(element(descr));
            }
        }
        return List.copyOf(elements);
    }

    private Element element(BaseDescr descr) {
        if (descr instanceof PatternDescr pattern && pattern.getSource() == null) {
            return new Element.FactPattern(pattern.getIdentifier(), type(pattern), constraints(pattern), pattern.getLine());
        }
        if (descr instanceof PatternDescr result && result.getSource() instanceof AccumulateDescr accumulate) {
            return summary(result, accumulate);
        }
        if (descr instanceof NotDescr not) {
            return new Element.Absence(elements(inner(not.getDescrs())), not.getLine());
        }
        if (descr instanceof ExistsDescr exists) {
            return new Element.Presence(elements(inner(exists.getDescrs())), exists.getLine());
        }
        if (descr instanceof ForallDescr forall) {
            return all(forall);
        }
        throw new Unreadable("explanations do not understand "
                + descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT));
    }

    /** Its only result may be a fact of a pattern of its own, which is named after that, instead of having a variable. */
    private Element summary(PatternDescr result, AccumulateDescr accumulate) {
        boolean unnamed = accumulate.getFunctions().stream().anyMatch(function -> function.getBind() == null);
        if (unnamed && (accumulate.getFunctions().size() > 1 || !WIDE.contains(result.getObjectType()))) {
            throw new Unreadable("explanations do not understand what is accumulated to a " + result.getObjectType()
                    + " without a variable for it");
        }
        String name = result.getIdentifier() == null ? EACH : result.getIdentifier();
        List<Element.Function> functions = accumulate.getFunctions().stream().map(function -> new Element.Function(
                unnamed ? name : function.getBind(), function.getFunction(),
                new ConstraintReader(String.join(", ", function.getParams()), types).onlyOperand())).toList();
        List<Constraint> constraints = constraints(result).stream().map(one -> unnamed ? one.about(name) : one).toList();
        if (unnamed && constraints.stream().anyMatch(constraint -> constraint.binds() != null)) {
            throw new Unreadable("explanations do not understand a part of what is accumulated that has a variable");
        }
        return new Element.Summary(elements(List.of(accumulate.getInput())), functions, constraints, accumulate.getLine());
    }

    /** There is no fact of the kind without the others; of one pattern alone, none for which its constraints do not hold. */
    private Element all(ForallDescr forall) {
        List<Element> elements = elements(forall.getDescrs());
        Element first = elements.get(0);
        List<Element> others = elements.subList(1, elements.size());
        if (others.isEmpty() && first instanceof Element.FactPattern pattern) {
            List<Constraint> constraints = new ArrayList<>(List.of(SAME));
            constraints.addAll(pattern.constraints());
            first = new Element.FactPattern(EACH, pattern.type(), List.of(), pattern.line());
            others = List.of(new Element.FactPattern(pattern.variable(), pattern.type(), constraints, pattern.line()));
        }
        return new Element.Absence(List.of(first, new Element.Absence(others, forall.getLine())), forall.getLine());
    }

    private static List<BaseDescr> inner(List<?> descrs) {
        return descrs.stream().map(BaseDescr.class::cast).toList();
    }

    private Class<?> type(PatternDescr pattern) {
        return types.named(pattern.getObjectType())
                .orElseThrow(() -> new Unreadable("there is no fact type " + pattern.getObjectType()));
    }

    private List<Constraint> constraints(PatternDescr pattern) {
        return pattern.getConstraint().getDescrs().stream().map(descr -> {
            if (descr instanceof ExprConstraintDescr expression) {
                return new ConstraintReader(expression.getExpression(), types).constraint();
            }
            throw new Unreadable("explanations do not understand '" + descr + "'");
        }).toList();
    }
}
