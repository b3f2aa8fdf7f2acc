package io.orcastra.adapters.overrun;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.reading.Whereabouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules came to no end. The message names those it was found in, else the operator's files, and says what may help; it blames
 * none when none was concluding.
 */
public final class NoEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String ADVICE = "Maybe a pattern of text repeats what repeats already, or a pattern of facts shares no key with "
            + "those before it.";

    private NoEnd(String message) {
        super(message);
    }

    /** What is done with what rules concluded, such as an explanation, did not come to an end. */
    static NoEnd besideRules(Duration limit) {
        return new NoEnd("what is to be shown was not made within " + limit.toSeconds() + " s of computing, while no rule was concluding"
                + "\nMaybe this is a fault of Orcastra worth reporting, with the output of orcastra snapshot.");
    }

    /** What a rule says of something could not be told, because at this place of it that took too long. */
    static NoEnd walking(RuleBook rules, Whereabouts.Place place, Duration limit) {
        RuleDescription rule = place.rule();
        return new NoEnd(RuleProblem.shown(List.of(new RuleProblem(rule.file(), place.line(), 0, "rule " + rule.id()
                + ": what is to be told of it came to no end within " + limit.toSeconds() + " s of computing, at this condition", ADVICE)),
                rules.sources()).get(0).toString());
    }

    /** @param found in whose condition they were found; empty when it cannot be told */
    static NoEnd of(RuleBook rules, List<RuleDescription> found, Duration limit) {
        String within = " within " + limit.toSeconds() + " s of computing";
        List<RuleProblem> problems = RuleProblem.shown(found.isEmpty() ? suspected(rules, within) : found.stream()
                .map(rule -> new RuleProblem(rule.file(), rule.line(), 0,
                        "rule " + rule.id() + ": its condition came to no end" + within, ADVICE)).toList(), rules.sources());
        return new NoEnd(problems.isEmpty() ? "the rules came to no end" + within + "\nMaybe this is a fault of Orcastra: they are those "
                + "built in, in one file or another." : problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    }

    /** The operator's files. */
    private static List<RuleProblem> suspected(RuleBook rules, String within) {
        List<RuleSource> own = new ArrayList<>(rules.sources());
        own.removeAll(RulePack.builtIn());
        return own.stream().map(file -> new RuleProblem(file.name(), 0, 0, "the rules came to no end" + within
                + ", and it is " + (own.size() == 1 ? "this file" : "one of these files, or several together"), ADVICE)).toList();
    }
}
