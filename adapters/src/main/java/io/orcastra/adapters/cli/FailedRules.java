package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.cli.RulesHere.InForce;
import io.orcastra.adapters.reload.Quarantine;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the running daemon has taken out because it threw, looped or came to no end, as it says itself.
 *
 * @param all of {@code /rules/quarantined} in its status
 */
record FailedRules(List<Failed> all) {

    /** @param rule empty when the whole file is left out */
    record Failed(String rule, String file, String reason) {
        private String word() {
            return rule.isEmpty() ? "all of " + file : rule + " (" + file + ")";
        }
    }

    static FailedRules of(JsonNode quarantined) {
        List<Failed> failed = new ArrayList<>();
        quarantined.forEach(one -> failed.add(new Failed(
                one.path("rule").asText(), one.path("file").asText(), one.path("reason").asText())));
        return new FailedRules(failed);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Such as {@code ORC-OWN-201 (mine.drl), all of slow.drl}. */
    String words() {
        return String.join(", ", all.stream().map(Failed::word).toList());
    }

    /**
     * These rules without them, knowing what they might have forbidden.
     *
     * @param overrun what files might have forbidden that are no part of these rules
     */
    InForce leftOutOf(InForce rules, Set<LeftOutRule> overrun) {
        RuleBook book = rules.book();
        Set<String> wanted = Set.copyOf(book.rules().stream().map(RuleDescription::id).toList());
        Quarantine quarantine = new Quarantine();
        all.stream().filter(one -> wanted.contains(one.rule))
                .forEach(one -> quarantine.put(one.rule, one.reason, book, rules.files()));
        Set<LeftOutRule> missing = new HashSet<>(quarantine.missing(rules.files()));
        overrun.stream().filter(rule -> !book.off().contains(rule.rule())).forEach(missing::add);
        Set<String> off = new HashSet<>(book.off());
        off.addAll(quarantine.staying(rules.files()));
        book.known().stream().filter(rule -> isOfAFailedFile(rule, rules)).map(RuleDescription::id).forEach(off::add);
        return new InForce(rules.files(), book.without(off).missing(missing));
    }

    /** Where the files in force are not kept, those of the folder hold it still. */
    private boolean isOfAFailedFile(RuleDescription rule, InForce rules) {
        return all.stream().anyMatch(one -> one.rule.isEmpty() && one.file.equals(rule.file()))
                && rules.files().file(rule.file()).filter(file -> file.origin() != Origin.BUILT_IN).isPresent();
    }
}
