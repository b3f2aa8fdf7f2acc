package io.orcastra.adapters.reload;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.reading.Absentees;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;

/**
 * The rules a daemon starts with: those of the folder only if they were in force before, or nothing else is known; else
 * those that were last found good, and the folder's are judged as an edit. So no start tries what was refused before, and
 * none fails for what lies in the folder. What was in force before decides on if a later version lints more strictly: without
 * it every action would wait.
 *
 * @param book     all of their rules
 * @param missing  what files that overran before, or could not be used, might have forbidden
 * @param instead  why not those of the folder; empty when they are the folder's
 * @param problems what lint says of rules that were in force before
 */
public record StartingRules(
        RuleSet files, RuleBook book, Set<LeftOutRule> missing, String instead, List<RuleProblem> problems) {

    /** @param overruns rules that came to no end are left out of all */
    public static StartingRules of(PolicyFolder folder, LastGood lastGood, Overruns overruns, Compiling compiling) {
        Optional<RuleSet> kept = lastGood.read();
        Optional<RuleSet> good = kept.map(overruns::without);
        Set<LeftOutRule> missing = new HashSet<>(folder.missing());
        String why;
        try {
            RuleSet own = folder.rules();
            boolean lost = own.isBuiltIn() && !folder.isThere() && good.filter(rules -> !rules.isBuiltIn()).isPresent();
            if (good.filter(rules -> rules.hash().equals(own.hash())).isPresent()) {
                return known(own, missing, "", compiling);
            }
            if (!lost && (own.isBuiltIn() || good.isEmpty())) {
                return new StartingRules(own, compiling.lintedAndCompiled(own), missing, "", List.of());
            }
            why = lost ? "there is no folder of rules any more; an empty one takes them out of force"
                    : "the folder holds others, which are judged first";
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            why = "the folder's cannot be used: " + String.valueOf(unusable.getMessage());
        }
        kept.map(overruns::missing).ifPresent(missing::addAll);
        Set<String> lost = new TreeSet<>(folder.own());
        kept.map(PolicyFolder::own).ifPresent(lost::addAll);
        Optional<StartingRules> before = good.isEmpty() ? Optional.empty() : lastGood(good.get(), missing, why, compiling);
        return before.isPresent() ? before.get() : builtIn(lost, missing, why, compiling);
    }

    /** Warns of what is not as it should be. */
    void tell(Logger log, Doubts doubts) {
        doubts.are(problems, "Rule problem in what was in force before: it decides on; an edit beside it is refused until it is mended");
        if (!instead.isEmpty()) {
            log.atWarn().addKeyValue("rules", instead).addKeyValue("advice", "Maybe orcastra check says what is wrong with "
                    + "those of the folder; they take over as soon as they are found good")
                    .log("Not the rules of the folder decide");
        }
    }

    /** The folder's, whatever is known of them: for one decision in which somebody waits. */
    public static StartingRules asTheyAre(PolicyFolder folder, Compiling compiling) {
        RuleSet own = folder.rules();
        return new StartingRules(own, compiling.lintedAndCompiled(own), folder.missing(), "", List.of());
    }

    private static StartingRules known(RuleSet rules, Set<LeftOutRule> missing, String instead, Compiling compiling) {
        return new StartingRules(rules, compiling.compiled(rules), missing, instead, compiling.lint(rules));
    }

    private static Optional<StartingRules> lastGood(
            RuleSet rules, Set<LeftOutRule> missing, String why, Compiling compiling) {
        try {
            return Optional.of(known(rules, missing, "the last good ones: " + why, compiling));
        } catch (RuntimeException | LinkageError | StackOverflowError unusable) {
            return Optional.empty();
        }
    }

    /** The built-in rules know nothing of what the operator's forbid: whatever that may be is held. */
    private static StartingRules builtIn(
            Set<String> lost, Set<LeftOutRule> missing, String why, Compiling compiling) {
        Set<LeftOutRule> all = new HashSet<>(missing);
        lost.forEach(file -> all.add(Absentees.leftOutFile(file, "this file could not be used when the daemon started")));
        RuleSet pack = RuleSet.builtIn();
        return new StartingRules(pack, compiling.compiled(pack), all, "the built-in ones: " + why, List.of());
    }
}
