package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.Violation;
import java.util.ArrayList;
import java.util.List;

/** The predicted cluster for people at a terminal: a bar per node before and after, then what it costs and what it is good for. */
record TextPrediction(Ink ink, Prediction prediction) {

    private static final int BAR = 18;
    /** Shares of memory from which on a bar says so by its colour; the judgement is the policies'. */
    private static final double WARM = 0.7;
    private static final double HOT = 0.85;

    List<String> lines() {
        PredictionWords words = new PredictionWords(prediction);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(ink.heading("Predicted") + ": " + words.headline(" -> ") + ", done in " + words.takes());
        nodes(words, lines);
        prediction.services().forEach(service -> lines.add("  " + service.service().name() + ": "
                + PredictionWords.cost(service)));
        violations("gone:  ", prediction.violations().gone(), lines);
        violations("left:  ", prediction.violations().left(), lines);
        violations("new:   ", prediction.violations().come(), lines);
        prediction.caveats().forEach(caveat -> lines.add("  " + ink.warning("mind:  ") + caveat));
        return lines;
    }

    private void nodes(PredictionWords words, List<String> lines) {
        List<NodeChange> nodes = words.shownNodes();
        int name = nodes.stream().mapToInt(node -> node.node().name().length()).max().orElse(0);
        int figure = nodes.stream().mapToInt(node -> Math.max(words.figure(node, false).length(),
                words.figure(node, true).length())).max().orElse(0);
        if (!nodes.isEmpty()) {
            lines.add(ink.faint("  " + " ".repeat(name) + "  " + padded("before", BAR + 2 + figure) + "   after"));
        }
        for (NodeChange node : nodes) {
            lines.add("  " + padded(node.node().name(), name) + "  " + half(words, node, false, figure) + "   "
                    + half(words, node, true, figure) + marks(node));
        }
        if (!words.otherNodes().isEmpty()) {
            lines.add(ink.faint("  " + words.otherNodes()));
        }
    }

    private String half(PredictionWords words, NodeChange node, boolean after, int figure) {
        double share = words.share(node, after);
        String bar = share < 0 ? " ".repeat(BAR) : coloured(Bars.of(share, BAR), share);
        return bar + "  " + " ".repeat(figure - words.figure(node, after).length()) + words.figure(node, after);
    }

    private String coloured(String bar, double share) {
        if (!prediction.ofMemory() || share < WARM) {
            return ink.good(bar);
        }
        return share < HOT ? ink.warning(bar) : ink.bad(bar);
    }

    private String marks(NodeChange node) {
        StringBuilder marks = new StringBuilder();
        node.leaves().forEach(task -> marks.append("  -").append(task));
        node.arrives().forEach(task -> marks.append("  +").append(task));
        return node.takesTasks() ? ink.faint(marks.toString()) : ink.faint(marks + "  takes no tasks");
    }

    private void violations(String title, List<Violation> violations, List<String> lines) {
        violations.forEach(violation -> lines.add("  " + (title.startsWith("gone") ? ink.good(title) : ink.warning(title))
                + PredictionWords.wrong(violation) + ink.faint("  [" + violation.rule() + "]")));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
