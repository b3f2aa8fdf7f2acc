package io.orcastra.adapters.shadow;

import io.orcastra.adapters.history.HistoryText;
import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.history.ReplayText;
import io.orcastra.adapters.report.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What becomes of a candidate, as people read it.
 *
 * @param details whether differences are shown in which nothing is done on either side
 */
public record ShadowText(boolean details) {
    private static final int SHORT_HASH = 12;

    public String render(ShadowStatus shadow, Instant now) {
        String since = " since " + HistoryText.time(shadow.since()) + " (" + Spans.of(Duration.between(shadow.since(), now)) + ")";
        return switch (shadow.state()) {
            case NONE -> "no candidate in " + shadow.folder() + "\n"
                    + "Maybe put .drl files into " + shadow.folder() + "/rules, or a swarm.yml beside that folder.\n";
            case SAME -> shadow.folder() + " is what is in force" + since + "\n";
            case STARTING -> shadow.folder() + " is being compiled" + since + "\n";
            case DROPPED -> dropped(shadow, since);
            case RUNNING -> "Shadow " + named(shadow) + since + "\n" + (shadow.report() == null
                    ? "It did not answer in time; maybe ask again.\n" : compared(shadow, shadow.report()));
        };
    }

    private static String dropped(ShadowStatus shadow, String since) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add(shadow.folder() + " is no good" + since + ": " + shadow.reason());
        shadow.problems().forEach(text::add);
        return text.add("What is in force goes on; the candidate is tried again when it changes.").toString();
    }

    private static String named(ShadowStatus shadow) {
        return shadow.folder() + ": " + ReplayText.counted(shadow.rules(), "rule") + " ("
                + shadow.hash().substring(0, Math.min(SHORT_HASH, shadow.hash().length()))
                + (shadow.own().isEmpty() ? "" : ", own " + String.join(", ", shadow.own())) + ")"
                + (shadow.files().isEmpty() ? "" : ", settings of " + String.join(", ", shadow.files()));
    }

    private String compared(ShadowStatus shadow, ReplayReport report) {
        if (report.cycles() == 0) {
            return "No cycle was compared yet.\n";
        }
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add("Compared " + ReplayText.counted(report.cycles(), "cycle") + " up to " + HistoryText.time(report.until()) + ", "
                + agreement(report) + " the same" + (report.notRecorded() == 0 ? "" : "; "
                + ReplayText.counted(report.notRecorded(), "cycle") + " in between not compared, it was too slow")
                + (shadow.cycleMillis() == null ? "" : String.format(Locale.ROOT, "; %.1f ms each", shadow.cycleMillis())));
        text.add("In force: " + ReplayText.counted(report.recordedActions(), "action") + ", "
                + ReplayText.counted(report.recordedRestarts(), "restart") + ". The candidate, on paper: "
                + ReplayText.counted(report.candidateRestarts(), "restart") + ".");
        return text + new ReplayText(details).differences(report);
    }

    /** Never 100 % while there is a difference. */
    private static String agreement(ReplayReport report) {
        double percent = Math.floor(1000.0 * report.agreedCycles() / report.cycles()) / 10;
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
