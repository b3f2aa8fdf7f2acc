package io.orcastra.rules.reading;

import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.KeepsApart;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.RuleSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be done wrongly while a rule is missing: what its veto might have forbidden; for a condition, what is not
 * forbidden or is wished for, by whatever rule and through whatever other conditions, because nobody concludes it.
 */
public final class Absentees {
    /** Conditions that the planner reads where it chooses what goes where. */
    private static final Set<Class<?>> READ_BY_PLANNER = Set.of(Follows.class, KeepsApart.class);
    private static final String NAME = "name";
    private static final Grip MOVES = new Grip(
            Grip.ACTIONS.stream().filter(Move.class::isAssignableFrom).collect(Collectors.toSet()), Set.of());
    /** What the engine makes of a conclusion: more of the first, more or fewer of the second. */
    private static final Map<Class<?>, List<Effect>> ANSWERS = Map.of(
            Timer.class, List.of(new Effect(Elapsed.class, false)), HeldTimer.class, List.of(new Effect(Elapsed.class, true)),
            Recovered.class, List.of(new Effect(Attempts.class, true), new Effect(Backoff.class, true)));

    private final Reading reading;

    /** @param sources all rules, those that are missing as well */
    public Absentees(List<RuleSource> sources) {
        reading = Reading.of(sources);
    }

    /** The fact that says so. A rule that cannot be read might have forbidden anything, but for one that wishes or reports. */
    public LeftOutRule leftOut(RuleDescription rule, String reason) {
        boolean onlySays = rule.family() == RuleFamily.PROPOSAL || rule.family() == RuleFamily.FINDING;
        Grip grip = reading.rule(rule.id()).map(this::without).orElse(onlySays ? Grip.NOTHING : Grip.EVERYTHING);
        return new LeftOutRule(rule.id(), rule.file(), rule.line(), reason,
                grip.actions().stream().map(Class::getSimpleName).collect(Collectors.toSet()), grip.wishes());
    }

    /** Of a whole file that cannot be used: nobody knows what its rules might have forbidden. */
    public static LeftOutRule leftOutFile(String file, String reason) {
        return new LeftOutRule("all of " + file, file, 1, reason,
                Grip.EVERYTHING.actions().stream().map(Class::getSimpleName).collect(Collectors.toSet()), Set.of());
    }

    private Grip without(ReadableRule rule) {
        Class<?> type = rule.conclusion().type();
        if (type == null) {
            return Grip.EVERYTHING;
        }
        if (type == Veto.class || type == TargetVeto.class) {
            return Grip.of(rule);
        }
        return type == Finding.class || type == Proposal.class ? Grip.NOTHING
                : changed(Change.of(rule, false), new HashSet<>());
    }

    /** What comes of more or fewer facts of a type. */
    private Grip changed(Change change, Set<Change> seen) {
        if (!seen.add(change)) {
            return Grip.NOTHING;
        }
        Grip grip = READ_BY_PLANNER.contains(change.type) ? MOVES : Grip.NOTHING;
        for (Effect effect : ANSWERS.getOrDefault(change.type, List.of())) {
            grip = grip.and(changed(new Change(effect.type, change.timer, change.more != effect.opposite), seen));
        }
        for (ReadableRule reader : reading.all()) {
            for (Way way : ways(reader.elements(), change)) {
                grip = grip.and(reads(reader, way, seen));
            }
        }
        // What cannot be read may read anything.
        return reading.unreadable().isEmpty() ? grip : Grip.EVERYTHING;
    }

    private Grip reads(ReadableRule reader, Way way, Set<Change> seen) {
        Class<?> type = reader.conclusion().type();
        if (type == null) {
            return Grip.EVERYTHING;
        }
        if (type == Veto.class || type == TargetVeto.class) {
            return way == Way.FEWER ? Grip.of(reader) : Grip.NOTHING;
        }
        if (type == Proposal.class) {
            return way == Way.MORE ? new Grip(Set.of(), Set.of(reader.description().id())) : Grip.NOTHING;
        }
        return type == Finding.class ? Grip.NOTHING : changed(Change.of(reader, way == Way.MORE), seen);
    }

    /** How often the elements match when there are more or fewer of these facts. */
    private static Set<Way> ways(List<Element> elements, Change change) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        for (Element element : elements) {
            if (element instanceof Element.FactPattern pattern && change.concerns(pattern)) {
                ways.add(change.more ? Way.MORE : Way.FEWER);
            } else if (element instanceof Element.Presence presence) {
                ways.addAll(ways(presence.inner(), change));
            } else if (element instanceof Element.Absence absence) {
                ways(absence.inner(), change).forEach(way -> ways.add(way == Way.MORE ? Way.FEWER : Way.MORE));
            } else if (element instanceof Element.Summary summary && !ways(summary.inner(), change).isEmpty()) {
                ways.addAll(EnumSet.allOf(Way.class));               // a sum of other facts is another conclusion
            }
        }
        return ways;
    }

    private enum Way { MORE, FEWER }

    /** @param timer name of the timer it is about; empty for any, and for facts of other types */
    private record Change(Class<?> type, String timer, boolean more) {

        static Change of(ReadableRule rule, boolean more) {
            Class<?> type = rule.conclusion().type();
            return new Change(type, type == Timer.class || type == HeldTimer.class
                    ? rule.conclusion().argument(NAME).filter(name -> name.startsWith("\"") && name.endsWith("\""))
                    .map(name -> name.substring(1, name.length() - 1)).orElse("") : "", more);
        }

        boolean concerns(Element.FactPattern pattern) {
            return pattern.type().isAssignableFrom(type) && (timer.isEmpty() || pattern.constraints().stream()
                    .noneMatch(this::isAboutAnotherTimer));
        }

        private boolean isAboutAnotherTimer(Constraint constraint) {
            return constraint.left() instanceof Operand.Path path && path.field().equals(NAME)
                    && constraint.operator() == Operator.EQUAL && constraint.right().get(0) instanceof Operand.Literal name
                    && !timer.equals(name.constant());
        }
    }

    /** @param opposite whether there are more of these when there are fewer of the others */
    private record Effect(Class<?> type, boolean opposite) {
    }
}
