package io.orcastra.adapters.report;

import static io.orcastra.adapters.report.MarkdownReport.escaped;

import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.Violation;
import java.util.ArrayList;
import java.util.List;

/** The predicted cluster as a table with bars of characters, which every reader of Markdown shows. */
record MarkdownPrediction(Prediction prediction) {

    private static final int BAR = 16;

    List<String> lines() {
        PredictionWords words = new PredictionWords(prediction);
        List<String> lines = new ArrayList<>(List.of("", "### Predicted", "",
                words.headline(" → ") + ", done in " + words.takes() + ".", ""));
        table(words, lines);
        prediction.services().forEach(service -> lines.add("- **" + escaped(service.service().name()) + "**: "
                + PredictionWords.cost(service)));
        violations("gone", prediction.violations().gone(), lines);
        violations("left", prediction.violations().left(), lines);
        violations("new", prediction.violations().come(), lines);
        prediction.caveats().forEach(caveat -> lines.add("- mind: " + escaped(caveat)));
        return lines;
    }

    private void table(PredictionWords words, List<String> lines) {
        if (words.shownNodes().isEmpty()) {
            return;
        }
        lines.add("| node | before | after | tasks |");
        lines.add("|---|---|---|---|");
        words.shownNodes().forEach(node -> lines.add("| " + escaped(node.node().name()) + " | " + half(words, node, false)
                + " | " + half(words, node, true) + " | " + tasks(node) + " |"));
        if (!words.otherNodes().isEmpty()) {
            lines.add("| " + words.otherNodes() + " | | | |");
        }
        lines.add("");
    }

    private static String half(PredictionWords words, NodeChange node, boolean after) {
        double share = words.share(node, after);
        return (share < 0 ? "" : "`" + Bars.of(share, BAR) + "` ") + words.figure(node, after);
    }

    private static String tasks(NodeChange node) {
        StringBuilder text = new StringBuilder(node.tasksBefore() + " → " + node.tasksAfter());
        node.leaves().forEach(task -> text.append(", −").append(escaped(task)));
        node.arrives().forEach(task -> text.append(", +").append(escaped(task)));
        return (node.takesTasks() ? text : text.append(", takes no tasks")).toString();
    }

    private static void violations(String title, List<Violation> violations, List<String> lines) {
        violations.forEach(violation -> lines.add("- " + title + ": "
                + escaped(PredictionWords.wrong(violation)) + MarkdownReport.rule(violation.rule())));
    }
}
