package io.orcastra.rules.lint;

import java.util.HashMap;
import java.util.Map;

/** Ids and sentences are unique in all files together. One instance sees one set of files. */
final class UniqueCheck implements Check {
    private final Map<String, String> places = new HashMap<>();

    @Override
    public void inspect(LintedRule rule, Report report) {
        String place = report.file() + ":" + rule.descr().getLine();
        unique(rule, report, "id " + rule.id(), place);
        unique(rule, report, "rule name \"" + rule.sentence() + "\"", place);
    }

    private void unique(LintedRule rule, Report report, String what, String place) {
        String other = places.putIfAbsent(what, place);
        if (other != null) {
            report.add(rule.descr(), what + " is already used at " + other, "Maybe it was copied and not changed");
        }
    }
}
