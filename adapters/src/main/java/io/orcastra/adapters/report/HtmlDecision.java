package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Report.ConditionItem;
import io.orcastra.adapters.report.Report.FindingItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Objection;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Why;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What was decided and why: each entry a card, its evidence folded away. */
record HtmlDecision(Markup page, Report report) {

    void findings() {
        section("Findings", "What an operator should know and Orcastra does not mend.", report.findings(), this::finding);
    }

    void plan() {
        if (report.execute().isEmpty()) {
            page.element("p", report.vetoed().isEmpty() && report.deferred().isEmpty()
                    ? "Everything is where the policies want it." : "Nothing can be done now; below stands why.",
                    "class", "calm");
            return;
        }
        steps("Plan", "Carried out in this order.", report.execute());
    }

    void following() {
        if (!report.following().isEmpty()) {
            steps("Then", "Expected of later decisions, one after the other, as machines join.", report.following());
        }
    }

    void notes() {
        section("Notes", "What this report does not know, or what it depends on.", report.notes(),
                note -> page.element("li", () -> page.element("p", note)));
    }

    private void steps(String title, String note, List<Step> steps) {
        String id = title.toLowerCase(Locale.ROOT);
        page.element("section", () -> {
            page.element("h2", title, "id", id);
            page.element("p", note, "class", "note");
            page.element("ol", () -> steps.forEach(this::step), "class", "cards steps");
        }, "aria-labelledby", id);
    }

    void held(String title, String note, List<Held> held, String endless) {
        section(title, note, held, item -> held(item, endless));
    }

    void conditions() {
        if (report.conditions().isEmpty()) {
            return;
        }
        page.element("section", () -> {
            page.element("h2", "Conditions", "id", "conditions");
            page.element("details", () -> {
                page.element("summary", TextReport.counted(report.conditions().size(), "conclusion")
                        + " the policies drew from what was seen");
                page.element("ul", () -> report.conditions().forEach(this::condition), "class", "plain");
            });
        }, "aria-labelledby", "conditions");
    }

    private <T> void section(String title, String note, List<T> items, Consumer<T> card) {
        if (items.isEmpty()) {
            return;
        }
        String id = title.toLowerCase(Locale.ROOT);
        page.element("section", () -> {
            page.element("h2", title, "id", id);
            page.element("p", note, "class", "note");
            page.element("ul", () -> items.forEach(card), "class", "cards");
        }, "aria-labelledby", id);
    }

    private void finding(FindingItem finding) {
        page.element("li", () -> {
            head(finding.subject().name() + ": " + finding.message(), finding.rule());
            page.element("p", finding.advice());
            why(finding.why());
        }, "class", "warn");
    }

    private void step(Step step) {
        page.element("li", () -> {
            head(step.action().text(), step.rule());
            page.element("p", "because " + step.reason());
            step.replacements().forEach(this::replacement);
            if (!step.commands().isEmpty()) {
                page.element("pre", () -> page.element("code", String.join("\n", step.commands())), "tabindex", "0",
                        "aria-label", "the same by hand");
            }
            why(step.why());
        });
    }

    private void replacement(Replacement replaced) {
        page.element("p", () -> {
            page.text("restarts ");
            page.element("span", replaced.task(), "class", "chip");
            page.text(replaced.from().equals(replaced.to()) ? " on " + replaced.to()
                    : " " + replaced.from() + " → " + replaced.to());
        });
    }

    private void held(Held held, String endless) {
        page.element("li", () -> {
            head(held.action().text(), held.rule());
            page.element("p", "because " + held.reason());
            held.objections().forEach(objection -> objection(objection, endless));
            why(held.why());
        });
    }

    private void objection(Objection objection, String endless) {
        page.element("p", () -> {
            page.element("strong", objection.until() == null ? endless : "not yet");
            page.text(": " + objection.reason() + (objection.until() == null ? ""
                    : ", " + Spans.until(objection.until(), report.at())) + " ");
            rule(objection.rule());
        }, "class", "objection");
        why(objection.why());
    }

    private void condition(ConditionItem condition) {
        page.element("li", () -> {
            page.text(condition.text() + " ");
            if (condition.why() != null) {
                rule(condition.why().rule());
            }
        });
    }

    private void head(String title, String rule) {
        page.element("h3", () -> {
            page.text(title + " ");
            rule(rule);
        });
    }

    private void rule(String id) {
        page.element("span", id, "class", "rule");
    }

    private void why(Why why) {
        if (why == null) {
            return;
        }
        page.element("details", () -> {
            page.element("summary", "why: " + why.sentence());
            page.element("p", why.rule() + " in " + why.place(), "class", "note");
            page.element("ul", () -> why.facts().forEach(fact -> page.element("li", fact)), "class", "plain");
        });
    }
}
