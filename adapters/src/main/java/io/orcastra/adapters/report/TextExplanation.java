package io.orcastra.adapters.report;

import io.orcastra.adapters.report.ExplainReport.NodeItem;
import io.orcastra.adapters.report.ExplainReport.ObstacleItem;
import io.orcastra.adapters.report.ExplainReport.RuleItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Step;
import java.util.List;

/**
 * An explanation for people at a terminal: short, aligned, the rule id at the end of each entry.
 *
 * @param details adds all conditions, rules nobody asked for, and where each rule stops
 */
public record TextExplanation(Ink ink, boolean details) {

    public String render(ExplainReport report) {
        return new Page(report).write();
    }

    private final class Page {
        private final ExplainReport report;
        private final StringBuilder out = new StringBuilder();

        Page(ExplainReport report) {
            this.report = report;
        }

        String write() {
            line(ink.heading(report.subject().name()) + ": " + report.subject().kind() + ", " + report.subject().state());
            Report.Observed seen = report.decision().observed();
            line(ink.faint("  from " + seen.source() + ", " + TextReport.readable(seen.at()) + ", "
                    + TextReport.age(seen)));
            lastMove();
            findings();
            conditions();
            decided();
            obstacles();
            nodes();
            whyNot();
            unexplained();
            return out.toString();
        }

        /** What was decided then is not known any more where this is decided. */
        private void lastMove() {
            ExplainReport.MoveItem move = report.lastMove();
            if (move != null) {
                line("  moved from " + String.join(" and ", move.from()) + " to " + String.join(" and ", move.to()) + ", begun "
                        + TextReport.readable(move.begun()) + "; orcastra history --service " + report.subject().name() + " says why");
            }
        }

        private void findings() {
            section("Findings", report.decision().findings().size());
            report.decision().findings().forEach(finding -> {
                line("  " + ink.warning(finding.message()) + rule(finding.rule()));
                line("    " + finding.advice());
            });
        }

        private void conditions() {
            List<Report.ConditionItem> shown = TextReport.shownConditions(report.decision(), details);
            section("Conditions", shown.size());
            shown.forEach(condition -> line("  " + condition.text()
                    + (condition.why() == null ? "" : rule(condition.why().rule()))));
        }

        private void decided() {
            Report decision = report.decision();
            line("");
            int all = decision.execute().size() + decision.deferred().size() + decision.vetoed().size();
            line(ink.heading("Decided") + ": " + (all == 0 ? "nothing is wished" : decision.execute().size() + " to be done, "
                    + decision.deferred().size() + " waiting, " + decision.vetoed().size() + " vetoed"));
            for (Step step : decision.execute()) {
                line("  " + ink.good("do") + "    " + step.action().text() + rule(step.rule()));
                line("        because " + step.reason());
            }
            decision.deferred().forEach(held -> held("wait", held));
            decision.vetoed().forEach(held -> held("no", held));
        }

        private void held(String word, Held held) {
            line("  " + ink.warning(word) + " ".repeat(6 - word.length()) + held.action().text() + rule(held.rule()));
            line("        because " + held.reason());
        }

        private void obstacles() {
            boolean wished = !report.decision().deferred().isEmpty() || !report.decision().vetoed().isEmpty();
            if (!wished) {
                return;
            }
            section("In the way, the worst first", report.obstacles().size());
            int number = 0;
            for (ObstacleItem obstacle : report.obstacles()) {
                number++;
                line("  " + number + ". " + (obstacle.waits() ? ink.faint("not yet: ") : ink.bad("no: ")) + obstacle.text()
                        + rule(obstacle.rule()));
                if (details) {
                    line(ink.faint("     \"" + obstacle.sentence() + "\""));
                }
            }
        }

        private void nodes() {
            List<NodeItem> nodes = report.nodes() == null ? List.of() : report.nodes();
            section("Nodes", nodes.size());
            int width = nodes.stream().mapToInt(node -> node.node().length()).max().orElse(0);
            nodes.forEach(node -> line("  " + node.node() + " ".repeat(width - node.node().length() + 2)
                    + (node.fit() ? ink.good("could take it") : node.reason() + ink.faint("  [" + node.by() + "]"))));
        }

        private void whyNot() {
            List<RuleItem> asked = report.whyNot().stream().filter(rule -> rule.asked() && (details || !rule.matches())).toList();
            section("Why not", asked.size());
            asked.forEach(this::answer);
            List<RuleItem> others = report.whyNot().stream().filter(rule -> !rule.asked()).toList();
            if (asked.isEmpty() || details) {
                section("Nobody asked for", others.size());
                others.forEach(this::answer);
            } else if (!others.isEmpty()) {
                line("");
                line(ink.faint(TextReport.counted(others.size(), "more rule") + " that nothing asks for; --details shows "
                        + (others.size() == 1 ? "it" : "them")));
            }
        }

        private void answer(RuleItem rule) {
            line("  " + rule.sentence() + rule(rule.rule()));
            line("    " + rule.text());
            if (details) {
                line(ink.faint("    " + rule.holds() + " of " + rule.steps() + " parts hold; "
                        + (rule.chain().isEmpty() ? "" : "by way of " + String.join(", ", rule.chain()) + "; ") + "line " + rule.line()));
            }
        }

        private void unexplained() {
            section("Not explained", report.unexplained().size());
            report.unexplained().forEach(rule -> line("  " + ink.warning(rule.rule() + " cannot be explained") + ": " + rule.text()
                    + ink.faint("  [" + rule.file() + ":" + rule.line() + "]")));
        }

        /** An empty section is left out. */
        private void section(String title, int size) {
            if (size > 0) {
                line("");
                line(ink.heading(title) + " (" + size + ")");
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
