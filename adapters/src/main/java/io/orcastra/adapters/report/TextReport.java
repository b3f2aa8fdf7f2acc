package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Report.ConditionItem;
import io.orcastra.adapters.report.Report.FindingItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Objection;
import io.orcastra.adapters.report.Report.Observed;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The report for people at a terminal: short, aligned, the rule id at the end of each entry.
 *
 * @param details adds to each entry its rule's sentence, file and line, and the matched facts
 */
public record TextReport(Ink ink, boolean details) implements ReportFormat {

    @Override
    public String render(Report report) {
        return new Page(report).write();
    }

    /** One line for a plan: {@code 2 actions, 1 restart expected}; what it entails is counted beside it. */
    static String summary(Report report) {
        if (report.execute().isEmpty()) {
            return "nothing to do";
        }
        return counted(report.execute().size(), "action") + ", "
                + (report.expectedRestarts() == 0 ? "no restart" : counted(report.expectedRestarts(), "restart"))
                + " expected" + entailed(report);
    }

    private static String entailed(Report report) {
        int more = report.prediction() == null ? 0 : report.prediction().restarts() - report.expectedRestarts();
        return more <= 0 ? "" : ", " + more + " more by what follows";
    }

    /** Without details only conditions that something rests on. */
    static List<ConditionItem> shownConditions(Report report, boolean details) {
        return report.conditions().stream().filter(condition -> details || condition.decisive()).toList();
    }

    static String counted(int number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }

    /** Such as {@code 2 s ago}; what is yet to come can only be a wrong clock. */
    static String age(Observed seen) {
        Duration age = Duration.ofSeconds(seen.ageSeconds());
        return age.isNegative() ? "which is in " + Spans.of(age.negated()) + ": maybe the clock here or there is wrong"
                : Spans.of(age) + " ago";
    }

    static String readable(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private final class Page {

        private final Report report;
        private final StringBuilder out = new StringBuilder();

        Page(Report report) {
            this.report = report;
        }

        String write() {
            observed(report.observed());
            section("Findings", report.findings().size());
            report.findings().forEach(this::finding);
            List<ConditionItem> conditions = shownConditions(report, details);
            section("Conditions", conditions.size());
            conditions.forEach(this::condition);
            line("");
            line(ink.heading("Plan") + ": " + summary(report));
            int number = 0;
            for (Step step : report.execute()) {
                number++;
                step(number, step);
            }
            following();
            if (report.prediction() != null) {
                new TextPrediction(ink, report.prediction()).lines().forEach(this::line);
            }
            section("Waiting", report.deferred().size());
            report.deferred().forEach(held -> held(held, "not yet: "));
            section("Vetoed", report.vetoed().size());
            report.vetoed().forEach(held -> held(held, "no: "));
            section("Notes", report.notes().size());
            report.notes().forEach(note -> line("  " + note));
            return out.toString();
        }

        private void following() {
            section("Then", report.following().size());
            int number = report.execute().size();
            for (Step step : report.following()) {
                number++;
                step(number, step);
            }
        }

        private void observed(Observed seen) {
            line(ink.heading("Observed") + ": " + counted(seen.nodes(), "node") + " (" + seen.nodesReady() + " ready), "
                    + counted(seen.services(), "service") + ", " + counted(seen.tasks(), "task") + " (" + seen.running()
                    + " running)");
            line(ink.faint("  from " + seen.source() + ", " + readable(seen.at()) + ", "
                    + age(seen)));
        }

        /** An empty section is left out: silence is the good case. */
        private void section(String title, int size) {
            if (size > 0) {
                line("");
                line(ink.heading(title) + " (" + size + ")");
            }
        }

        private void finding(FindingItem finding) {
            line("  " + ink.warning(finding.subject().name()) + ": " + finding.message() + rule(finding.rule()));
            line("    " + finding.advice());
            why(finding.why());
        }

        private void condition(ConditionItem condition) {
            line("  " + condition.text() + (condition.why() == null ? "" : rule(condition.why().rule())));
            why(condition.why());
        }

        private void step(int number, Step step) {
            line("  " + number + ". " + ink.good(step.action().text()) + rule(step.rule()));
            line("     because " + step.reason());
            for (Replacement replaced : step.replacements()) {
                line("     restarts " + replaced.task() + (replaced.from().equals(replaced.to())
                        ? " on " + replaced.to() : ": " + replaced.from() + " -> " + replaced.to()));
            }
            List<String> commands = step.commands();
            commands.forEach(command -> line("     " + ink.faint((command.startsWith("#") ? "" : "$ ") + command)));
            why(step.why());
        }

        private void held(Held held, String endless) {
            line("  " + held.action().text() + rule(held.rule()));
            line("    because " + held.reason());
            why(held.why());
            for (Objection objection : held.objections()) {
                line("    " + ink.warning(objection.until() == null ? endless : "not yet: ") + objection.reason()
                        + (objection.until() == null ? ""
                        : ", " + Spans.until(objection.until(), report.at())) + rule(objection.rule()));
                why(objection.why());
            }
        }

        private void why(Why why) {
            if (details && why != null) {
                line(ink.faint("      " + why.rule() + " \"" + why.sentence() + "\""));
                line(ink.faint("      " + why.place()));
                why.facts().forEach(fact -> line(ink.faint("        - " + fact)));
            }
        }

        private String rule(String id) {
            return ink.faint("  [" + id + "]");
        }

        private void line(String text) {
            out.append(text).append('\n');
        }
    }
}
