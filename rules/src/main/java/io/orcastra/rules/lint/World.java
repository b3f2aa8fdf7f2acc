package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Facts that are taken to be there, and all that follows from what is said of them: by equality, by bounds of numbers, by lists of
 * values, and word for word. What follows in other ways is not seen, so nothing is said that need not be true.
 */
final class World {
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");

    private final FactTypes types;
    private final Map<Integer, Atom> atoms = new HashMap<>();
    private final List<Atom> ordered = new ArrayList<>();
    private final Map<Integer, Integer> same = new HashMap<>();
    private final Map<Term, Term> equal = new HashMap<>();
    private final Map<Term, Values> values = new HashMap<>();
    private final List<Claim> others = new ArrayList<>();
    private final Orders orders = new Orders(this::root);
    /** What was said, word for word; empty until it is asked for again. */
    private Set<Claim> said = Set.of();

    World(FactTypes types) {
        this.types = types;
    }

    static World of(FactTypes types, List<Atom> atoms) {
        World world = new World(types);
        atoms.forEach(world::add);
        return world;
    }

    List<Atom> atoms() {
        return ordered;
    }

    void add(Atom atom) {
        meet(atom);
        atom.stated().forEach(stated -> add(stated.claim()));
    }

    /** The fact without what is said of it. */
    void meet(Atom atom) {
        atoms.put(atom.fact(), atom);
        if (atom.type() == Tally.class) {
            of(new Term.Field(atom.fact(), Tally.COUNT)).order(">=", 0);
        }
        ordered.add(atom);
    }

    /** Two names of one fact. */
    void unite(Atom one, Atom other) {
        said = Set.of();
        same.put(root(one.fact()), root(other.fact()));
        Map<Term, Values> before = new HashMap<>(values);
        Map<Term, Term> equalBefore = new HashMap<>(equal);
        values.clear();
        equal.clear();
        equalBefore.forEach((left, right) -> join(root(left), root(right)));
        before.forEach((term, known) -> of(root(term)).add(known));
        orders.narrow(this::of);
    }

    void add(Claim claim) {
        said = Set.of();
        Term left = root(claim.left());
        List<Object> constants = constants(claim);
        Term right = claim.right().isEmpty() ? left : root(claim.right().get(0));
        boolean known = constants.size() == claim.right().size();
        switch (claim.operator()) {
            case Claim.EQUAL -> {
                if (known) {
                    of(left).only(constants);
                } else {
                    join(left, right);
                }
            }
            case Claim.UNEQUAL, "not in" -> of(left).not(constants);
            case "in" -> {
                if (known) {
                    of(left).only(constants);
                }
            }
            default -> ordered(claim, left);
        }
        others.add(claim);
        orders.narrow(this::of);
    }

    private void ordered(Claim claim, Term left) {
        number(claim).ifPresent(number -> of(left).order(claim.operator(), number));
        if (isOrder(claim)) {
            orders.add(claim.left(), claim.operator(), claim.right().get(0));
        }
    }

    private static boolean isOrder(Claim claim) {
        return claim.right().size() == 1 && ORDER.contains(claim.operator());
    }

    private void join(Term left, Term right) {
        if (left.equals(right)) {
            return;
        }
        Values known = of(left);
        values.remove(left);
        equal.put(left, right);
        of(right).add(known);
    }

    /** False when all that was added cannot be true together. */
    boolean isPossible() {
        return values.values().stream().allMatch(Values::isPossible) && !orders.isCircle() && others.stream().noneMatch(this::isBroken);
    }

    private boolean isBroken(Claim claim) {
        Term left = root(claim.left());
        return switch (claim.operator()) {
            case Claim.UNEQUAL -> left.equals(root(claim.right().get(0))) || isSqueezed(left, claim.right().get(0));
            case "<", ">" -> left.equals(root(claim.right().get(0)));
            case Claim.IS -> others.contains(claim.denied()) || isOfAnotherType(claim);
            case Claim.EQUAL, "in" -> constants(claim).size() == claim.right().size()
                    && constants(claim).stream().noneMatch(of(left)::mayBe);
            default -> others.contains(claim.denied());
        };
    }

    /** Neither can be larger than the other. */
    private boolean isSqueezed(Term left, Term right) {
        return orders.imply(left, "<=", right) && orders.imply(left, ">=", right);
    }

    private boolean isOfAnotherType(Claim claim) {
        Term left = root(claim.left());
        Optional<Class<?>> one = type(claim).filter(Class::isRecord);
        return one.isPresent() && others.stream().filter(other -> other.operator().equals(Claim.IS) && root(other.left()).equals(left))
                .flatMap(other -> type(other).stream()).anyMatch(other -> other.isRecord() && other != one.get());
    }

    /** Whether it must be true. */
    boolean implies(Claim claim) {
        Term left = root(claim.left());
        List<Object> constants = constants(claim);
        boolean known = constants.size() == claim.right().size();
        boolean follows = switch (claim.operator()) {
            case Claim.EQUAL -> same(left, claim.right().get(0));
            case Claim.UNEQUAL, "not in" -> known && constants.stream().noneMatch(of(left)::mayBe)
                    || claim.right().stream().allMatch(right -> isSmallerOrLarger(left, right));
            case "in" -> known && of(left).isAmong(constants);
            case "<", "<=", ">", ">=" -> number(claim).filter(number -> of(left).always(claim.operator(), number)).isPresent()
                    || orders.imply(left, claim.operator(), claim.right().get(0));
            default -> kind(claim);
        };
        return follows || said().contains(rooted(claim));
    }

    private boolean isSmallerOrLarger(Term one, Term other) {
        return orders.imply(one, "<", other) || orders.imply(one, ">", other);
    }

    /** Whether it is of a type, or not of one, because it is of another. */
    private boolean kind(Claim claim) {
        return claim.operator().endsWith(Claim.IS) && type(claim).filter(wanted -> said().stream()
                .filter(said -> said.left().equals(root(claim.left())) && said.operator().equals(Claim.IS))
                .flatMap(said -> type(said).stream()).anyMatch(seen -> claim.operator().equals(Claim.IS)
                        ? wanted.isAssignableFrom(seen) : seen.isRecord() && !wanted.isAssignableFrom(seen))).isPresent();
    }

    private Optional<Class<?>> type(Claim claim) {
        return types.named(((Term.Constant) claim.right().get(0)).value().toString().replace("the type ", ""));
    }

    private boolean same(Term left, Term right) {
        Optional<Object> one = single(left);
        return left.equals(root(right)) || one.isPresent() && one.equals(single(right));
    }

    boolean areSame(Term one, Term other) {
        Term left = root(one);
        Term right = root(other);
        return same(left, right) || left instanceof Term.Made first && right instanceof Term.Made second
                && first.how().equals(second.how()) && first.parts().size() == second.parts().size()
                && areSame(first.parts(), second.parts());
    }

    boolean areSame(List<Term> some, List<Term> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!areSame(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether they have one value each, and not the same. */
    boolean differ(Term one, Term other) {
        Optional<Object> left = single(root(one));
        return left.isPresent() && single(root(other)).filter(right -> !right.equals(left.get())).isPresent();
    }

    private Optional<Object> single(Term term) {
        return term instanceof Term.Constant constant ? Optional.of(constant.value()) : of(root(term)).single();
    }

    private Set<Claim> said() {
        if (said.isEmpty() && !others.isEmpty()) {
            said = others.stream().map(this::rooted).collect(Collectors.toCollection(HashSet::new));
        }
        return said;
    }

    private Claim rooted(Claim claim) {
        return new Claim(root(claim.left()), claim.operator(), claim.right().stream().map(this::root).toList());
    }

    /** What stands for all that is equal to it. */
    Term root(Term term) {
        Term now = term instanceof Term.Field field ? new Term.Field(root(field.fact()), field.path())
                : term instanceof Term.Made made ? new Term.Made(made.how(), made.parts().stream().map(this::root).toList()) : term;
        Term next = equal.get(now);
        return next == null ? now : root(next);
    }

    private int root(int fact) {
        Integer next = same.get(fact);
        return next == null ? fact : root(next);
    }

    private Values of(Term term) {
        if (term instanceof Term.Constant constant) {
            Values one = new Values(false);
            one.only(Set.of(constant.value()));
            return one;
        }
        return values.computeIfAbsent(term, key -> new Values(isWhole(key)));
    }

    private boolean isWhole(Term term) {
        if (!(term instanceof Term.Field field) || !atoms.containsKey(field.fact()) || field.path().contains("#")) {
            return false;
        }
        Optional<Class<?>> type = Optional.of(atoms.get(field.fact()).type());
        for (String step : field.path().split("\\.")) {
            type = type.flatMap(one -> types.fieldType(one, step));
        }
        return type.filter(one -> one == int.class || one == long.class).isPresent();
    }

    private static List<Object> constants(Claim claim) {
        return claim.right().stream().filter(Term.Constant.class::isInstance).map(one -> ((Term.Constant) one).value()).toList();
    }

    private Optional<Double> number(Claim claim) {
        return Optional.of(claim.right()).filter(right -> right.size() == 1 && ORDER.contains(claim.operator()))
                .flatMap(right -> single(right.get(0))).filter(Double.class::isInstance).map(Double.class::cast);
    }
}
