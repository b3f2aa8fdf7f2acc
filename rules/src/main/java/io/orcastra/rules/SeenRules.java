package io.orcastra.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All rules as far as their files can be read, and what may stand in the others: so that nothing is called missing that is
 * only hidden by a mistake.
 *
 * @param rules    of the files that can be read
 * @param ids      that are written in files with errors of syntax
 * @param policies whose files cannot be read
 * @param blind    whether a file is no text at all, so that any rule may stand in it
 */
public record SeenRules(List<RuleDescription> rules, Set<String> ids, Set<String> policies, boolean blind) {
    private static final Pattern ID = Pattern.compile("ORC-[A-Z]{3}-\\d{3}");

    public SeenRules {
        rules = List.copyOf(rules);
        ids = Set.copyOf(ids);
        policies = Set.copyOf(policies);
    }

    /** These are all there are. */
    public static SeenRules all(Collection<RuleDescription> rules) {
        return new SeenRules(List.copyOf(rules), Set.of(), Set.of(), false);
    }

    /**
     * Of all files together.
     *
     * @param noText names of files that cannot be read at all
     */
    public static SeenRules in(List<ParsedRules> files, Set<String> noText) {
        List<RuleDescription> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> policies = new HashSet<>();
        for (ParsedRules parsed : files) {
            RuleSource source = parsed.source();
            rules.addAll(parsed.descriptions());
            if (!parsed.problems().isEmpty()) {
                ID.matcher(source.text()).results().map(MatchResult::group).forEach(ids::add);
                policies.add(source.policy());
            }
        }
        noText.forEach(name -> policies.add(new RuleSource(name, "").policy()));
        return new SeenRules(rules, ids, policies, !noText.isEmpty());
    }

    /** Whether such a rule may stand in a file that cannot be read; a policy's id is the beginning of its rules' ids. */
    public boolean mayHide(String id) {
        return blind || ids.stream().anyMatch(one -> one.equals(id) || one.startsWith(id + "-"));
    }

    /** Whether rules of this policy cannot be read. */
    public boolean mayHideRulesOf(String policy) {
        return policies.contains(policy);
    }
}
