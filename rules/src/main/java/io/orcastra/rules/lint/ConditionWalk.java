package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Goes through a condition in reading order and keeps account of what is bound where. */
final class ConditionWalk {
    private final List<LintedPattern> patterns = new ArrayList<>();
    private final List<BaseDescr> others = new ArrayList<>();
    private final List<AccumulateDescr> accumulates = new ArrayList<>();
    private final List<Constraint> results = new ArrayList<>();
    private Set<String> bound = new HashSet<>();
    private List<String> before = new ArrayList<>();
    private boolean negated;

    List<LintedPattern> patterns() {
        return List.copyOf(patterns);
    }

    List<BaseDescr> others() {
        return List.copyOf(others);
    }

    List<AccumulateDescr> accumulates() {
        return List.copyOf(accumulates);
    }

    /** What is asked of that which was accumulated. */
    List<Constraint> results() {
        return List.copyOf(results);
    }

    Set<String> bound() {
        return Set.copyOf(bound);
    }

    void group(List<? extends BaseDescr> elements, boolean combines) {
        boolean alone = !combines && elements.size() == 1;
        for (BaseDescr element : elements) {
            visit(element, !alone);
        }
    }

    /** By their very classes: a kind of condition that extends one of these can hold code that nobody looks at. */
    private void visit(BaseDescr element, boolean combines) {
        if (element instanceof PatternDescr pattern && Shape.isPlain(pattern)) {
            pattern(pattern, combines);
        } else if (element instanceof PatternDescr pattern && Shape.isAccumulated(pattern)) {
            accumulate(pattern, (AccumulateDescr) pattern.getSource());
        } else if (!Shape.isGroup(element)) {
            others.add(element);
            if (element instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr refused) {
                bind(refused);
            }
        } else if (element instanceof NotDescr not) {
            boolean outer = negated;
            negated = true;
            apart(not.getDescrs().stream().map(BaseDescr.class::cast).toList(), false);
            negated = outer;
        } else if (element instanceof ExistsDescr exists) {
            apart(exists.getDescrs().stream().map(BaseDescr.class::cast).toList(), false);
        } else if (element instanceof ForallDescr forall) {
            apart(forall.getDescrs(), false);
        } else {
            group(((AndDescr) element).getDescrs(), combines);
        }
    }

    private void pattern(PatternDescr pattern, boolean combines) {
        LintedPattern linted = LintedPattern.of(pattern, bound, before, combines, negated);
        patterns.add(linted);
        if (pattern.getIdentifier() != null) {
            bound.add(pattern.getIdentifier());
        }
        linted.parsed().forEach(this::bind);
        before.add(pattern.getObjectType());
    }

    private void accumulate(PatternDescr result, AccumulateDescr accumulate) {
        apart(List.of(accumulate.getInput()), true);
        bind(accumulate);
        accumulates.add(accumulate);
        result.getConstraint().getDescrs().stream().filter(ExprConstraintDescr.class::isInstance)
                .map(ExprConstraintDescr.class::cast).map(Constraint::of).forEach(constraint -> {
                    results.add(constraint);
                    bind(constraint);
                });
    }

    /**
     * What is bound in here is not seen outside, and its matches are not combined with those of later patterns.
     *
     * @param combines whether each match is kept for each match of the patterns before, as where they are counted
     */
    private void apart(List<? extends BaseDescr> elements, boolean combines) {
        Set<String> outerBound = new HashSet<>(bound);
        List<String> outerBefore = new ArrayList<>(before);
        group(elements.size() == 1 && elements.get(0) instanceof AndDescr and ? and.getDescrs() : elements, combines);
        bound = outerBound;
        before = outerBefore;
    }

    private void bind(AccumulateDescr accumulate) {
        accumulate.getFunctions().stream().map(AccumulateFunctionCallDescr::getBind).filter(Objects::nonNull).forEach(bound::add);
    }

    private void bind(Constraint constraint) {
        if (!constraint.binding().isEmpty()) {
            bound.add(constraint.binding());
        }
    }
}
