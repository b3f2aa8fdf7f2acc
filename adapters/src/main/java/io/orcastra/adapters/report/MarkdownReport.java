package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Report.ConditionItem;
import io.orcastra.adapters.report.Report.FindingItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Objection;
import io.orcastra.adapters.report.Report.Observed;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Why;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The report for tickets and chat, in CommonMark.
 *
 * @param details adds to each entry its rule's sentence, file and line, and the matched facts
 */
public record MarkdownReport(boolean details) implements ReportFormat {

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    @Override
    public String render(Report report) {
        Observed seen = report.observed();
        StringBuilder out = new StringBuilder();
        line(out, "## Orcastra: " + TextReport.summary(report));
        line(out, "");
        line(out, "Decided " + TextReport.readable(report.at()) + " from " + escaped(seen.source()) + ": "
                + TextReport.counted(seen.nodes(), "node") + " (" + seen.nodesReady() + " ready), "
                + TextReport.counted(seen.services(), "service") + ", " + TextReport.counted(seen.tasks(), "task")
                + " (" + seen.running() + " running).");
        section(out, "Findings", report.findings().size());
        report.findings().forEach(finding -> finding(out, finding));
        List<ConditionItem> conditions = TextReport.shownConditions(report, details);
        section(out, "Conditions", conditions.size());
        conditions.forEach(condition -> condition(out, condition));
        section(out, "Plan", report.execute().size());
        report.execute().forEach(step -> step(out, step));
        section(out, "Then", report.following().size());
        report.following().forEach(step -> step(out, step));
        if (report.prediction() != null) {
            new MarkdownPrediction(report.prediction()).lines().forEach(text -> line(out, text));
        }
        section(out, "Waiting", report.deferred().size());
        report.deferred().forEach(held -> held(out, held, "not yet: ", report));
        section(out, "Vetoed", report.vetoed().size());
        report.vetoed().forEach(held -> held(out, held, "no: ", report));
        section(out, "Notes", report.notes().size());
        report.notes().forEach(note -> line(out, "- " + escaped(note)));
        return out.toString();
    }

    private static void section(StringBuilder out, String title, int size) {
        if (size > 0) {
            line(out, "");
            line(out, "### " + title);
            line(out, "");
        }
    }

    private void finding(StringBuilder out, FindingItem finding) {
        line(out, "- **" + escaped(finding.subject().name()) + "**: " + escaped(finding.message())
                + rule(finding.rule()));
        line(out, "  - " + escaped(finding.advice()));
        why(out, finding.why());
    }

    private void condition(StringBuilder out, ConditionItem condition) {
        line(out, "- " + escaped(condition.text()) + (condition.why() == null ? "" : rule(condition.why().rule())));
        why(out, condition.why());
    }

    private void step(StringBuilder out, Step step) {
        line(out, "1. **" + escaped(step.action().text()) + "** because " + escaped(step.reason()) + rule(step.rule()));
        for (Replacement replaced : step.replacements()) {
            line(out, "   - restarts " + escaped(replaced.task()) + ": " + escaped(replaced.from()) + " to "
                    + escaped(replaced.to()));
        }
        line(out, "");
        String fence = fence(step.commands());
        line(out, "   " + fence + "sh");
        step.commands().forEach(command -> line(out, "   " + command.replace("\n", "\n   ")));
        line(out, "   " + fence);
        why(out, step.why());
    }

    private void held(StringBuilder out, Held held, String endless, Report report) {
        line(out, "- **" + escaped(held.action().text()) + "** because " + escaped(held.reason()) + rule(held.rule()));
        why(out, held.why());
        for (Objection objection : held.objections()) {
            line(out, "  - " + (objection.until() == null ? endless : "not yet: ") + escaped(objection.reason())
                    + (objection.until() == null ? "" : ", " + Spans.until(objection.until(), report.at()))
                    + rule(objection.rule()));
            why(out, objection.why());
        }
    }

    private void why(StringBuilder out, Why why) {
        if (details && why != null) {
            line(out, "  - " + escaped(why.sentence()) + " (`" + why.place() + "`)");
            why.facts().forEach(fact -> line(out, "    - " + escaped(fact)));
        }
    }

    static String rule(String id) {
        return " `" + id + "`";
    }

    /** Longer than any run of backticks in it, so that nothing in it ends it. */
    private static String fence(List<String> commands) {
        int longest = commands.stream().flatMap(command -> BACKTICKS.matcher(command).results())
                .mapToInt(run -> run.group().length()).max().orElse(0);
        return "`".repeat(Math.max(3, longest + 1));
    }

    /** Names and messages are somebody else's text: none of it may become markup. */
    static String escaped(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
