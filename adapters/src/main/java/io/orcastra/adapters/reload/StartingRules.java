package io.orcastra.adapters.reload;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules a daemon starts with: those of the folder only if they were in force before, or nothing else is known; else
 * those that were last found good, and the folder's are judged as an edit. So no start tries what was refused before, and
 * none fails for what lies in the folder.
 *
 * @param book    all of their rules
 * @param missing what files that overran before might have forbidden
 * @param instead why not those of the folder; empty when they are the folder's
 */
public record StartingRules(RuleSet files, RuleBook book, Set<LeftOutRule> missing, String instead) {

    /**
     * @param overruns rules that came to no end are left out of all
     * @param compile  throws where rules are no good
     */
    public static StartingRules of(
            PolicyFolder folder, LastGood lastGood, Overruns overruns, Function<RuleSet, RuleBook> compile) {
        Optional<RuleSet> kept = lastGood.read();
        Optional<RuleSet> good = kept.map(overruns::without);
        Set<LeftOutRule> missing = new HashSet<>(folder.missing());
        String why;
        try {
            RuleSet own = folder.rules();
            if (own.isBuiltIn() || good.isEmpty() || good.get().hash().equals(own.hash())) {
                return new StartingRules(own, compile.apply(own), missing, "");
            }
            why = "the folder holds others, which are judged first";
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            why = "the folder's cannot be used: " + String.valueOf(unusable.getMessage());
        }
        kept.map(overruns::missing).ifPresent(missing::addAll);
        return oneOf(missing, Stream.concat(good.stream(), Stream.of(RuleSet.builtIn())).toList(), why, compile);
    }

    /** The folder's, whatever is known of them: for one decision in which somebody waits. */
    public static StartingRules asTheyAre(PolicyFolder folder, Function<RuleSet, RuleBook> compile) {
        RuleSet own = folder.rules();
        return new StartingRules(own, compile.apply(own), folder.missing(), "");
    }

    private static StartingRules oneOf(
            Set<LeftOutRule> missing, List<RuleSet> candidates, String why, Function<RuleSet, RuleBook> compile) {
        RuleSet first = candidates.get(0);
        if (candidates.size() == 1) {
            return new StartingRules(first, compile.apply(first), missing, "the built-in ones: " + why);
        }
        try {
            return new StartingRules(first, compile.apply(first), missing, "the last good ones: " + why);
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            return oneOf(missing, candidates.subList(1, candidates.size()), why, compile);
        }
    }
}
