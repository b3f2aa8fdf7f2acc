package io.orcastra.adapters.reload;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.reading.Absentees;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The rules a daemon starts with: those of the folder only if they were in force before, or nothing else is known; else
 * those that were last found good, and the folder's are judged as an edit. So no start tries what was refused before, and
 * none fails for what lies in the folder.
 *
 * @param book    all of their rules
 * @param missing what files that overran before, or could not be used, might have forbidden
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
            boolean lost = own.isBuiltIn() && !folder.isThere() && good.filter(rules -> !rules.isBuiltIn()).isPresent();
            if (!lost && (own.isBuiltIn() || good.isEmpty() || good.get().hash().equals(own.hash()))) {
                return new StartingRules(own, compile.apply(own), missing, "");
            }
            why = lost ? "there is no folder of rules any more; an empty one takes them out of force"
                    : "the folder holds others, which are judged first";
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            why = "the folder's cannot be used: " + String.valueOf(unusable.getMessage());
        }
        kept.map(overruns::missing).ifPresent(missing::addAll);
        Set<String> lost = new TreeSet<>(folder.own());
        kept.map(PolicyFolder::own).ifPresent(lost::addAll);
        Optional<StartingRules> before = good.isEmpty() ? Optional.empty() : lastGood(good.get(), missing, why, compile);
        return before.isPresent() ? before.get() : builtIn(lost, missing, why, compile);
    }

    /** The folder's, whatever is known of them: for one decision in which somebody waits. */
    public static StartingRules asTheyAre(PolicyFolder folder, Function<RuleSet, RuleBook> compile) {
        RuleSet own = folder.rules();
        return new StartingRules(own, compile.apply(own), folder.missing(), "");
    }

    private static Optional<StartingRules> lastGood(
            RuleSet rules, Set<LeftOutRule> missing, String why, Function<RuleSet, RuleBook> compile) {
        try {
            return Optional.of(new StartingRules(rules, compile.apply(rules), missing, "the last good ones: " + why));
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            return Optional.empty();
        }
    }

    /** The built-in rules know nothing of what the operator's forbid: whatever that may be is held. */
    private static StartingRules builtIn(
            Set<String> lost, Set<LeftOutRule> missing, String why, Function<RuleSet, RuleBook> compile) {
        Set<LeftOutRule> all = new HashSet<>(missing);
        lost.forEach(file -> all.add(Absentees.leftOutFile(file, "this file could not be used when the daemon started")));
        return new StartingRules(RuleSet.builtIn(), compile.apply(RuleSet.builtIn()), all, "the built-in ones: " + why);
    }
}
