package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Goes through a condition in reading order, and says what it means. Reads one rule. */
final class MeaningReader {
    private final FactTypes types;
    /** As they are parsed already. */
    private final Map<PatternDescr, List<Constraint>> constraints = new IdentityHashMap<>();
    private final List<Atom> there = new ArrayList<>();
    private final List<List<Atom>> absent = new ArrayList<>();
    private final List<List<Atom>> counted = new ArrayList<>();
    private final List<Atom> tallies = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private Map<String, Term> variables = new HashMap<>();
    private boolean whole = true;
    private int next;

    private MeaningReader(FactTypes types, int first) {
        this.types = types;
        this.next = first;
    }

    /** @param first number of its first fact; those of two rules that are compared must differ */
    static Meaning of(LintedRule rule, FactTypes types, int first) {
        MeaningReader reader = new MeaningReader(types, first);
        rule.patterns().forEach(pattern -> reader.constraints.put(pattern.descr(), pattern.parsed()));
        reader.group(rule.descr().getLhs().getDescrs(), reader.there);
        return new Meaning(reader.there, reader.absent, reader.counted, reader.tallies, reader.sums, reader.variables, reader.whole);
    }

    private void group(List<? extends BaseDescr> elements, List<Atom> into) {
        for (BaseDescr element : elements) {
            if (element instanceof AndDescr and) {
                group(and.getDescrs(), into);
            } else if (element instanceof PatternDescr pattern && pattern.getSource() == null && pattern.getBehaviors().isEmpty()) {
                atom(pattern).ifPresentOrElse(into::add, () -> whole = false);
            } else {
                composed(element, into);
            }
        }
    }

    private void composed(BaseDescr element, List<Atom> into) {
        Map<String, Term> outer = new HashMap<>(variables);
        if (element instanceof ExistsDescr exists) {
            group(descrs(exists.getDescrs()), into);
        } else if (element instanceof NotDescr not && into == there) {
            apart(descrs(not.getDescrs()), absent);
        } else if (element instanceof PatternDescr result && result.getSource() instanceof AccumulateDescr accumulate) {
            summed(result, accumulate, outer, into == there);
        } else {
            whole = false;
        }
        variables = outer;
    }

    /** @param outer variables outside of it */
    private void summed(PatternDescr result, AccumulateDescr accumulate, Map<String, Term> outer, boolean alone) {
        int groups = counted.size();
        int numbers = tallies.size();
        apart(List.of(accumulate.getInput()), counted);
        List<Optional<Term>> of = accumulate.getFunctions().stream().map(call -> Optional.of(call)
                .filter(one -> one.getParams().length == 1).flatMap(one -> Constraint.of(result, one.getParams()[0]).expression())
                .flatMap(parameter -> new TermReader(variables).of(parameter, TermReader.NO_FACT))).toList();
        variables = outer;
        boolean asked = tallies(result, accumulate);
        boolean plain = counted.size() > groups && isPlain(accumulate.getInput());
        if (alone && asked && plain && !of.isEmpty() && of.stream().allMatch(Optional::isPresent)) {
            sums.add(new Sum(counted.get(groups), accumulate.getFunctions().stream().map(AccumulateFunctionCallDescr::getFunction).toList(),
                    of.stream().map(Optional::orElseThrow).toList(), tallies.subList(numbers, tallies.size())));
        } else {
            whole = false;
        }
    }

    /** What only has to exist is not counted beside what is. */
    private static boolean isPlain(BaseDescr input) {
        return input instanceof AndDescr and ? and.getDescrs().stream().allMatch(MeaningReader::isPlain)
                : input instanceof PatternDescr pattern && pattern.getSource() == null;
    }

    /**
     * Each number is something of its own; all that is asked of them is said of the last.
     *
     * @return whether that is understood
     */
    private boolean tallies(PatternDescr result, AccumulateDescr accumulate) {
        for (AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
            int fact = next++;
            if (call.getBind() != null) {
                variables.put(call.getBind(), new Term.Field(fact, Tally.COUNT.equals(call.getFunction()) ? Tally.COUNT : "made of them"));
                tallies.add(new Atom(fact, result, Tally.class, List.of(), false));
            }
        }
        List<Atom.Stated> stated = new ArrayList<>();
        boolean understood = true;
        for (BaseDescr constraint : result.getConstraint().getDescrs()) {
            understood &= constraint instanceof ExprConstraintDescr one && read(Constraint.of(one), TermReader.NO_FACT, stated);
        }
        tallies.add(new Atom(next++, result, Tally.class, stated, false));
        return understood && accumulate.getFunctions().stream().noneMatch(call -> call.getBind() == null);
    }

    /** Only what is understood as a whole is worth knowing of what must not be. */
    private void apart(List<BaseDescr> elements, List<List<Atom>> into) {
        boolean before = whole;
        whole = true;
        List<Atom> inner = new ArrayList<>();
        group(elements, inner);
        if (whole) {
            into.add(inner);
        }
        whole &= before;
    }

    private static List<BaseDescr> descrs(List<?> elements) {
        return elements.stream().map(BaseDescr.class::cast).toList();
    }

    private Optional<Atom> atom(PatternDescr pattern) {
        Optional<Class<?>> type = types.named(pattern.getObjectType());
        int fact = next++;
        if (pattern.getIdentifier() != null) {
            variables.put(pattern.getIdentifier(), new Term.Field(fact, ""));
        }
        List<Atom.Stated> stated = new ArrayList<>();
        boolean known = type.isPresent();
        List<Constraint> parsed = constraints.getOrDefault(pattern, List.of());
        known &= parsed.size() == pattern.getConstraint().getDescrs().size();
        for (Constraint constraint : parsed) {
            known &= read(constraint, fact, stated);
        }
        boolean all = known;
        return type.map(one -> new Atom(fact, pattern, one, stated, all));
    }

    /** @return whether it is understood */
    private boolean read(Constraint constraint, int fact, List<Atom.Stated> into) {
        if (constraint.expression().isEmpty()) {
            return false;
        }
        TermReader terms = new TermReader(variables);
        Optional<Term> subject = terms.of(ClaimReader.subject(constraint.expression().get()), fact);
        List<Claim> claims = new ArrayList<>(subject.map(ClaimReader::taken).orElse(List.of()));
        boolean compares = ClaimReader.subject(constraint.expression().get()) != constraint.expression().get();
        boolean understood = subject.isPresent() || constraint.binding().isEmpty();
        if (constraint.binding().isEmpty() || compares) {
            Optional<Claim> claim = new ClaimReader(terms, fact).of(constraint.expression().get());
            claim.ifPresent(claims::add);
            understood &= claim.isPresent();
        }
        claims.forEach(claim -> into.add(new Atom.Stated(claim, constraint)));
        if (!constraint.binding().isEmpty()) {
            bind(constraint, subject, fact, into);
        }
        return understood;
    }

    /** Bound a second time it has to be the same. */
    private void bind(Constraint constraint, Optional<Term> subject, int fact, List<Atom.Stated> into) {
        Term bound = subject.orElseGet(() -> new Term.Made(constraint.text() + " of " + fact, List.of()));
        Term earlier = variables.putIfAbsent(constraint.binding(), bound);
        if (earlier != null) {
            into.add(new Atom.Stated(Claim.of(bound, Claim.EQUAL, earlier), constraint));
        }
    }
}
