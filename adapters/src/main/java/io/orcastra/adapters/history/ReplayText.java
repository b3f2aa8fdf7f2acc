package io.orcastra.adapters.history;

import io.orcastra.adapters.history.ReplayReport.Line;
import io.orcastra.adapters.history.ReplayReport.Side;
import io.orcastra.adapters.report.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A replay as people read it.
 *
 * @param details whether differences are shown in which nothing is done on either side
 */
public record ReplayText(boolean details) {

    public String render(ReplayReport report) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        if (report.begin().isEmpty()) {
            return text.add("nothing was recorded in this time").toString();
        }
        text.add("Replayed " + HistoryText.time(report.from()) + " to " + HistoryText.time(report.until()) + ": "
                + counted(report.cycles(), "cycle") + (report.notRecorded() == 0 ? ""
                : ", " + counted(report.notRecorded(), "cycle") + " in between not recorded"));
        text.add("Recorded: " + counted(report.recordedActions(), "action") + ", "
                + counted(report.recordedRestarts(), "restart") + ". The candidate, on paper: "
                + counted(report.candidateRestarts(), "restart") + ".");
        return text + differences(report);
    }

    /** The list alone. */
    public String differences(ReplayReport report) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        List<Line> shown = report.differences().stream().filter(line -> details || matters(line)).toList();
        long hidden = report.differences().size() - shown.size();
        if (!shown.isEmpty()) {
            text.add("");
        }
        shown.forEach(line -> text.add(line(line)));
        if (report.differences().isEmpty()) {
            text.add("Every decision is the same.");
        } else if (hidden > 0) {
            text.add("").add(counted(hidden, "more difference") + " in what is held back, and why (--details).");
        }
        report.notes().forEach(text::add);
        if (report.forgotten() > 0) {
            text.add(counted(report.forgotten(), "older difference") + " not kept.");
        }
        return text.toString();
    }

    private static boolean matters(Line line) {
        return line.acts() || line.recorded() == null && line.candidate().verdict().equals("found")
                || line.candidate() == null && line.recorded().verdict().equals("found");
    }

    private static String line(Line line) {
        StringBuilder text = new StringBuilder(String.format("%-8s", line.kind())).append(HistoryText.time(line.from()))
                .append("  ").append(line.what()).append(" (").append(line.rule()).append("): ");
        if (line.earlier()) {
            text.append("the same, up to ").append(Spans.of(Duration.between(line.from(), line.until()))).append(" earlier");
        } else {
            text.append(side(line.recorded())).append(" -> ").append(side(line.candidate()));
        }
        if (line.restarts() != 0) {
            text.append(", ").append(counted(Math.abs(line.restarts()), line.restarts() > 0 ? "more restart" : "restart"))
                    .append(line.restarts() > 0 ? "" : " less");
        }
        if (line.balance() != null) {
            text.append(", balance of ").append(line.balance().of().name().toLowerCase(Locale.ROOT)).append(' ')
                    .append(line.balance().before()).append(" -> ").append(line.balance().after()).append(" by it");
        }
        return line.reason().isEmpty() ? text.toString() : text + "\n        because " + line.reason();
    }

    private static String side(Side side) {
        return side == null ? "nothing"
                : side.verdict() + (side.vetoes().isEmpty() ? "" : " by " + String.join(", ", side.vetoes()));
    }

    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
