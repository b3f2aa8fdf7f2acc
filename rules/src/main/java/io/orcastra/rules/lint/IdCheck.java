package io.orcastra.rules.lint;

import static java.util.Map.entry;

import io.orcastra.rules.RuleFamily;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The id tells policy and family, and is the one its conclusions bear. */
final class IdCheck implements Check {
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry("anchors", "ANC"), entry("colocation", "COL"), entry("holds", "HLD"), entry("restarts", "RST"),
            entry("static-labels", "LBL"), entry("pruning", "PRN"), entry("memory", "MEM"), entry("spread", "SPR"),
            entry("preferred-node", "PRF"),
            entry("anti-affinity", "APT"), entry("tiers", "TIR"), entry("stuck", "STK"), entry("autoheal", "HEA"),
            entry("rebalancing", "REB"), entry("requests", "REQ"), entry("orders", "ORD"), entry("garbage", "GCO"),
            entry("exporter", "EXP"), entry("mods", "MOD"),
            entry("bootstrap", "BST"), entry("fencing", "FNC"), entry("guards-swarm", "GRD"), entry("guards-service", "GRD"));
    private static final String PLANNER = "PLN";
    private static final Pattern ID = Pattern.compile("ORC-([A-Z]{3})-(\\d)\\d\\d");
    private static final Set<RuleFamily> NAMING = Set.of(RuleFamily.PROPOSAL, RuleFamily.VETO, RuleFamily.FINDING);

    private final Set<String> taken;

    /** @param taken ids of all rules */
    IdCheck(Set<String> taken) {
        this.taken = taken;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Matcher id = ID.matcher(rule.id());
        if (!id.matches()) {
            report.add(rule.descr(), "rule \"" + rule.sentence() + "\" has id '" + rule.id() + "'",
                    "Maybe write @id( \"" + free(rule) + "\" ) under its name: letters for the policy, a number for the rule");
            return;
        }
        String prefix = PREFIXES.get(rule.source().source().policy());
        if (prefix != null && !prefix.equals(id.group(1))) {
            report.add(rule.descr(), "id " + rule.id() + " is not one of " + report.file(),
                    "Maybe ORC-" + prefix + rule.id().substring(7));
        }
        if (!rule.conclusion().isEmpty() && id.group(2).charAt(0) != rule.family().digit()) {
            report.add(rule.descr(), "id " + rule.id() + " is not one of a " + rule.family().word(),
                    "Maybe a number from " + rule.family().digit() + "01 on");
        }
        if (PLANNER.equals(id.group(1))) {
            report.add(rule.descr(), "id " + rule.id() + " is one of the planner's",
                    "Maybe three letters of your own, such as ORC-OWN-" + rule.id().substring(8));
        }
        String named = rule.then().concluded().filter(fact -> !fact.getArguments().isEmpty())
                .map(fact -> fact.getArgument(0).toString()).orElse('"' + rule.id() + '"');
        if (NAMING.contains(rule.family()) && !named.equals('"' + rule.id() + '"')) {
            report.add(first(rule), "rule " + rule.id() + " concludes in the name of " + named,
                    "Maybe copy the id: its conclusions are explained by it");
        }
    }

    private String free(LintedRule rule) {
        String begin = "ORC-" + PREFIXES.getOrDefault(rule.source().source().policy(), "OWN") + "-" + rule.family().digit();
        return IntStream.range(1, 100).mapToObj(number -> begin + String.format(Locale.ROOT, "%02d", number))
                .filter(id -> !taken.contains(id)).findFirst().orElse(begin + "01");
    }

    /** Where it says in whose name it concludes. */
    private static Place first(LintedRule rule) {
        return rule.then().concluded().flatMap(fact -> fact.getArguments().getFirst()).map(rule.then()::place)
                .orElseGet(rule.then()::first);
    }
}
