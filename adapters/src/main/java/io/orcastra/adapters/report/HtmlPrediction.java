package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.ServiceChange;
import io.orcastra.adapters.report.Prediction.Violation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The predicted cluster: figures to remember, a picture of every node before and after, and what it costs. */
record HtmlPrediction(Markup page, Prediction prediction) {

    /** Shares of memory from which on a bar says so by its colour; the judgement is the policies'. */
    private static final double WARM = 0.7;
    private static final double HOT = 0.85;

    void tiles() {
        page.element("section", () -> {
            page.element("h2", "At a glance", "id", "glance", "class", "unseen");
            page.element("dl", () -> {
                tile("Restarts", Integer.toString(prediction.restarts()), prediction.services().isEmpty()
                        ? "no service is touched" : "of " + TextReport.counted(prediction.services().size(), "service"));
                longest();
                tile("Balance of " + prediction.balance().of(),
                        prediction.balance().before() + " → " + prediction.balance().after(), "100 is perfectly even");
                Prediction.Violations violations = prediction.violations();
                tile("Put right", Integer.toString(violations.gone().size()), violations.left().size() + " left, "
                        + violations.come().size() + " new");
            }, "class", "tiles");
        }, "aria-labelledby", "glance");
    }

    private void longest() {
        Optional<ServiceChange> longest = prediction.services().stream().filter(service -> service.downtimeSeconds() > 0)
                .max(Comparator.comparingDouble(ServiceChange::downtimeSeconds));
        tile("Longest downtime", longest.map(service -> seconds(service.downtimeSeconds())).orElse("none"),
                longest.map(service -> service.service().name()).orElse("every service keeps a running task"));
    }

    private void tile(String name, String value, String note) {
        page.element("div", () -> {
            page.element("dt", name);
            page.element("dd", value, "class", "value");
            page.element("dd", note, "class", "note");
        });
    }

    void cluster() {
        PredictionWords words = new PredictionWords(prediction);
        page.element("section", () -> {
            page.element("h2", "The cluster, before and after", "id", "cluster");
            page.element("p", (prediction.ofMemory() ? "Memory in use" : "Running tasks") + " per node. The plan takes "
                    + words.takes() + ".", "class", "note");
            page.element("p", () -> {
                page.element("span", "before", "class", "key before");
                page.element("span", "after", "class", "key after");
            }, "class", "keys", "aria-hidden", "true");
            page.element("ul", () -> words.shownNodes().forEach(node -> node(words, node)), "class", "nodes");
            if (!words.otherNodes().isEmpty()) {
                page.element("p", words.otherNodes() + ".", "class", "note");
            }
        }, "aria-labelledby", "cluster");
    }

    private void node(PredictionWords words, NodeChange node) {
        page.element("li", () -> {
            page.element("div", () -> {
                page.element("h3", node.node().name());
                page.element("p", detail(node), "class", "note");
            }, "class", "who");
            picture(words, node);
            page.element("p", () -> {
                page.element("span", words.figure(node, false), "class", "was");
                page.element("span", words.figure(node, true), "class", "is");
            }, "class", "figures", "aria-hidden", "true");
            if (!node.leaves().isEmpty() || !node.arrives().isEmpty()) {
                page.element("p", () -> {
                    node.leaves().forEach(task -> chip("− " + task, "leaves", task + " leaves"));
                    node.arrives().forEach(task -> chip("+ " + task, "arrives", task + " arrives"));
                }, "class", "chips");
            }
        }, "class", node.takesTasks() ? "" : "away");
    }

    private void chip(String text, String kind, String spoken) {
        page.element("span", text, "class", "chip " + kind, "title", spoken);
    }

    private String detail(NodeChange node) {
        String tasks = node.tasksBefore() == node.tasksAfter() ? TextReport.counted(node.tasksAfter(), "task")
                : node.tasksBefore() + " → " + TextReport.counted(node.tasksAfter(), "task");
        String memory = PredictionWords.amount(node.memory(), true);
        return tasks + (memory.isEmpty() ? "" : ", " + memory) + (node.takesTasks() ? "" : ", takes no tasks");
    }

    /** Two bars, drawn in percent so that they fill whatever width there is. */
    private void picture(PredictionWords words, NodeChange node) {
        String spoken = node.node().name() + ": " + words.figure(node, false) + " before, " + words.figure(node, true)
                + " after";
        page.element("svg", () -> {
            page.element("title", spoken);
            bar("track", 1, 0, 10);
            bar("track", 1, 14, 14);
            if (words.share(node, false) >= 0) {
                bar("before", words.share(node, false), 0, 10);
                bar("after " + level(words.share(node, true)), words.share(node, true), 14, 14);
            }
            for (int quarter = 25; quarter < 100; quarter += 25) {
                page.empty("line", "class", "grid", "x1", quarter + "%", "x2", quarter + "%", "y1", "0", "y2", "28");
            }
        }, "role", "img", "aria-label", spoken, "width", "100%", "height", "28");
    }

    private void bar(String kind, double share, int y, int height) {
        page.empty("rect", "class", kind, "x", "0", "y", Integer.toString(y), "rx", "3", "height", Integer.toString(height),
                "width", String.format(Locale.ROOT, "%.1f%%", 100 * Math.max(0, Math.min(1, share))));
    }

    private String level(double share) {
        if (!prediction.ofMemory() || share < WARM) {
            return "cool";
        }
        return share < HOT ? "warm" : "hot";
    }

    void consequences() {
        page.element("section", () -> {
            page.element("h2", "What it costs, what it mends", "id", "consequences");
            page.element("ul", () -> {
                prediction.services().forEach(service -> line("cost", "↻", service.service().name() + ": "
                        + PredictionWords.cost(service), ""));
                violations("gone", "✓", "put right: ", prediction.violations().gone());
                violations("left", "○", "still open: ", prediction.violations().left());
                violations("come", "!", "new: ", prediction.violations().come());
                prediction.caveats().forEach(caveat -> line("come", "!", "mind: " + caveat, ""));
            }, "class", "ledger");
        }, "aria-labelledby", "consequences");
    }

    private void violations(String kind, String mark, String title, List<Violation> violations) {
        violations.forEach(violation -> line(kind, mark, title + PredictionWords.wrong(violation), violation.rule()));
    }

    private void line(String kind, String mark, String text, String rule) {
        page.element("li", () -> {
            page.element("span", mark, "class", "mark", "aria-hidden", "true");
            page.element("span", () -> {
                page.text(text + " ");
                if (!rule.isEmpty()) {
                    page.element("span", rule, "class", "rule");
                }
            });
        }, "class", kind);
    }

    private static String seconds(double seconds) {
        return Spans.of(Duration.ofSeconds(Math.max(1, Math.round(seconds))));
    }
}
