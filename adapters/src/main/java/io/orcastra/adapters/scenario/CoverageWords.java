package io.orcastra.adapters.scenario;

import io.orcastra.rules.reading.TriedConditions.Condition;
import java.util.Locale;

/** What scenarios have not shown, as {@code orcastra test} prints it. */
public final class CoverageWords {
    private CoverageWords() {
    }

    /** @param asked percent of the rules that have to fire */
    public static String of(Coverage reached, double asked) {
        StringBuilder text = new StringBuilder();
        reached.unfiredByFile().forEach((file, rules) -> {
            text.append("never fired, ").append(file).append(":\n");
            rules.forEach(rule -> text.append("  ").append(rule.id()).append(' ').append(rule.sentence()).append(" (line ")
                    .append(rule.line()).append(")\n"));
        });
        return text.append(String.format(Locale.ROOT, "%.1f %% of %s fired (%d of %d)%s\n", reached.percent(),
                reached.counted().words(),
                reached.fired().size(), reached.fired().size() + reached.unfired().size(),
                missed(reached.percent(), asked))).toString();
    }

    /** @param asked percent of the ways conditions can come out that have to be seen */
    public static String of(ConditionCoverage reached, double asked) {
        StringBuilder text = new StringBuilder();
        reached.halfTriedByFile().forEach((file, conditions) -> {
            text.append("conditions not seen both ways, ").append(file).append(":\n");
            conditions.forEach(condition -> text.append("  line ").append(condition.line()).append(", ")
                    .append(condition.rule().id()).append(": ").append(lacking(condition)).append('\n'));
        });
        return text.append(String.format(Locale.ROOT, "%.1f %% of what conditions of %s can come to was seen (%d conditions)%s\n",
                reached.percent(), reached.counted().words(), reached.conditions().size(), missed(reached.percent(), asked))).toString();
    }

    private static String lacking(Condition condition) {
        if (condition.met()) {
            return "never what the rule stopped at";
        }
        return condition.unmet() ? "never met" : "never asked, because no condition before it let anything pass";
    }

    private static String missed(double reached, double asked) {
        return reached < asked ? ", less than the " + asked + " % asked for" : "";
    }
}
