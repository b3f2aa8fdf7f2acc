package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import java.util.List;
import java.util.Optional;

/** All that a rule asks for can be true together: otherwise it never matches, and nobody is told. */
final class ContradictionCheck implements Check {
    private static final String LEFT_OVER = "Maybe < and > are exchanged, or one of them is left over";

    private final FactTypes types;

    ContradictionCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Meaning meaning = MeaningReader.of(rule, types, 0);
        World world = new World(types);
        boolean possible = meet(world, meaning.there(), report);
        for (List<Atom> group : meaning.counted()) {
            meet(possible ? World.of(types, meaning.there()) : new World(types), group, report);
        }
        possible &= meet(world, meaning.tallies(), report);
        for (List<Atom> group : meaning.absent()) {
            // what there is may well rule out what must not be: that says too much, and is no mistake
            if (meet(new World(types), group, report) && possible && new Embedding(world).holds(group)) {
                Atom first = group.get(0);
                report.add(first.at(), "\"" + rule.sentence() + "\" never matches: there must be no " + first.text()
                        + ", and what it asks for besides is one", "Maybe a constraint is missing that tells the two apart");
            }
        }
    }

    /** @return whether they can all be there */
    private boolean meet(World world, List<Atom> atoms, Report report) {
        boolean before = world.isPossible();
        for (Atom atom : atoms) {
            world.meet(atom);
            for (Atom.Stated stated : atom.stated()) {
                world.add(stated.claim());
                if (before && !world.isPossible()) {
                    report(atom, stated, report);
                    return false;
                }
            }
            Optional<Atom> earlier = UniqueFields.earlier(world, atom);
            earlier.ifPresent(one -> world.unite(atom, one));
            if (before && !world.isPossible()) {
                report.add(atom.at(), "no " + atom.text() + " can be the " + earlier.map(Atom::text).orElse("") + " before it, and there is"
                        + " only one of that kind, so this never matches", "Maybe another of them is meant, or a constraint is left over");
                return false;
            }
        }
        return before;
    }

    private void report(Atom atom, Atom.Stated stated, Report report) {
        World alone = new World(types);
        alone.meet(atom);
        atom.stated().stream().takeWhile(one -> one != stated).forEach(one -> alone.add(one.claim()));
        alone.add(stated.claim());
        String where = alone.isPossible() ? "what stands before it" : "the constraints on " + name(stated) + " before it";
        String what = atom.type() == Tally.class ? "nothing counted or collected" : "no " + atom.type().getSimpleName();
        report.add(stated.constraint().at(), what + " can have '" + stated.constraint().text()
                + "' beside " + where + ", so this never matches", stated.claim().operator().equals(Claim.EQUAL)
                ? "Maybe 'in ( .. )' was meant, or one of them is left over" : LEFT_OVER);
    }

    private static String name(Atom.Stated stated) {
        Expression subject = ClaimReader.subject(stated.constraint().expression().orElseThrow());
        return Contents.written(subject);
    }
}
