package io.orcastra.adapters.history;

import io.orcastra.adapters.history.Item.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Decisions as lines people read. */
public final class HistoryText {

    public String line(Item item) {
        StringBuilder line = new StringBuilder(time(item.at())).append("  ").append(String.format("%-9s ", item.kind()))
                .append(item.text());
        if (!item.rule().isEmpty()) {
            line.append(" (").append(item.rule()).append(')');
        }
        if (item.restarts() > 0) {
            line.append(", ").append(item.restarts()).append(item.restarts() == 1 ? " restart" : " restarts");
        }
        if (!item.vetoes().isEmpty()) {
            line.append(": ").append(item.vetoes().stream().map(veto -> veto(veto, item.at())).collect(Collectors.joining("; ")));
        } else if (!item.reason().isEmpty()) {
            line.append(": ").append(item.reason());
        }
        return line.toString();
    }

    /** To the second, in UTC, which is said: whoever reads it may live elsewhere. */
    public static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static String veto(Obstacle veto, Instant at) {
        boolean told = veto.until() != null && Duration.between(at, veto.until()).toSeconds() > 0;
        return veto.reason() + " [" + veto.rule() + (told ? ", until " + time(veto.until()).substring(11) : "") + "]";
    }
}
