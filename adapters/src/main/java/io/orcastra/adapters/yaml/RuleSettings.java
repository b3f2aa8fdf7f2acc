package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.SeenRules;
import io.orcastra.rules.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the configuration says of rules; how far they go by themselves stands among the policies.
 *
 * @param off         ids of rules that are not in the rule base
 * @param blastRadius a candidate that wants more actions at once than this is refused
 * @param mentions    every id that is named, with its place
 * @param parameters  of policies; their values stand among the policies
 */
public record RuleSettings(Set<String> off, int blastRadius, List<Mention> mentions, GivenParameters parameters) {
    private static final String PLANNER = "ORC-PLN-";

    public RuleSettings {
        off = Set.copyOf(off);
        mentions = List.copyOf(mentions);
    }

    /**
     * A rule that is named, or all rules of a policy.
     *
     * @param id        of the rule, or the beginning of all ids of the policy
     * @param silencing whether its veto would not hold anything back any more
     */
    public record Mention(String id, boolean silencing, Written place) {

        /** Whether the rule with that id is named. */
        public boolean means(String rule) {
            return rule.equals(id) || rule.startsWith(id + "-");
        }
    }

    /**
     * What is wrong with the ids and parameters now that the rules are known: an id of no rule is an error, because the rule
     * that was meant would act; a silenced veto is a warning, and so is a parameter that is not read, or missing.
     *
     * @param rules all rules of the rule base, those that are switched off as well
     */
    public List<Problem> problems(Collection<RuleDescription> rules) {
        List<Problem> problems = new ArrayList<>(said(SeenRules.all(rules)));
        problems.addAll(missing(rules));
        return problems;
    }

    /** What is wrong with the ids and parameters that are named, as far as the rules can be read. */
    List<Problem> said(SeenRules seen) {
        List<Problem> problems = new ArrayList<>(mentioned(seen));
        problems.addAll(parameters.said(heard(seen.rules()), seen));
        return problems;
    }

    /** Parameters that rules read and that are not given. */
    List<Problem> missing(Collection<RuleDescription> rules) {
        return parameters.missing(heard(rules));
    }

    /** Ids of rules that are switched off or do not act by themselves. */
    public Set<String> held(Collection<RuleDescription> rules) {
        return rules.stream().map(RuleDescription::id).filter(id -> mentions.stream().anyMatch(mention -> mention.means(id)))
                .collect(Collectors.toSet());
    }

    private List<RuleDescription> heard(Collection<RuleDescription> rules) {
        return rules.stream().filter(rule -> !off.contains(rule.id())).toList();
    }

    private List<Problem> mentioned(SeenRules seen) {
        Set<String> known = new TreeSet<>();
        seen.rules().forEach(rule -> {
            known.add(rule.id());
            known.add(rule.id().substring(0, Math.max(rule.id().lastIndexOf('-'), 0)));
        });
        List<Problem> problems = new ArrayList<>();
        for (Mention mention : mentions) {
            List<RuleDescription> named = seen.rules().stream().filter(rule -> mention.means(rule.id())).toList();
            if (named.isEmpty() && !seen.mayHide(mention.id())) {
                problems.add(unknown(mention, known));
            } else if (mention.silencing()) {
                named.stream().filter(rule -> rule.family() == RuleFamily.VETO)
                        .forEach(veto -> problems.add(mention.place().problem(Severity.WARNING,
                                "rule " + veto.id() + " is heard no more: \"" + veto.sentence() + "\"",
                                "Maybe this is meant; what it forbade is done from now on.")));
            }
        }
        return problems;
    }

    private static Problem unknown(Mention mention, Collection<String> known) {
        if (mention.id().startsWith(PLANNER)) {
            return mention.place().problem(Severity.ERROR, mention.id() + " is a refusal of the planner, not a rule",
                    "Maybe one of the settings in docs/planner.md is meant.");
        }
        return mention.place().problem(Severity.ERROR, "there is no rule " + mention.id(),
                Spelling.nearest(mention.id(), known).map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe look it up in docs/rules.md, or its file is missing among the rules."));
    }
}
