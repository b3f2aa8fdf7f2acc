package io.orcastra.adapters.demo;

import io.orcastra.adapters.report.Bars;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The terminal a story is told on: lines that stay, and on a terminal one below them that shows how far it is.
 *
 * @param terminal whether lines can be overwritten
 * @param colour   whether colour may be used
 */
public record Screen(PrintWriter out, boolean terminal, boolean colour) {

    private static final String CLEAR = "\r\u001b[2K";
    static final int BAR = 20;
    /** Of the narrowest terminal in use. */
    private static final int WIDTH = 80;
    private static final Pattern RULE = Pattern.compile("\\[ORC-[A-Z]{3}-[0-9]{3}\\]");
    private static final String RESET = "\u001b[0m";
    private static final String FAINT = "\u001b[2m";

    /** Who speaks in a line. */
    enum Voice {
        STORY("", "\u001b[1m"), SWARM("swarm", "\u001b[2m"), ORCASTRA("orcastra", "\u001b[36m"),
        GOOD("orcastra", "\u001b[32m"), BAD("orcastra", "\u001b[33m"), ALARM("swarm", "\u001b[31m");

        private final String name;
        private final String code;

        Voice(String name, String code) {
            this.name = name;
            this.code = code;
        }
    }

    /** A line of what happens, with the swarm's time; a long one goes on below itself. */
    void line(Duration at, Voice voice, String text) {
        String margin = "  " + clock(at) + "  " + padded(voice.name, 10);
        for (String part : wrapped(text, WIDTH - margin.length())) {
            plain(faint(margin) + with(voice.code, colour
                    ? RULE.matcher(part).replaceAll(RESET + FAINT + "$0" + RESET + voice.code) : part));
            margin = " ".repeat(margin.length());
        }
        out.flush();
    }

    void heading(String text) {
        plain("");
        plain(with(Voice.STORY.code, text));
        out.flush();
    }

    void words(String text) {
        for (String part : wrapped(text, WIDTH - 2)) {
            plain("  " + part);
        }
        out.flush();
    }

    /** A picture and what belongs to it, which goes on below itself when it is long. */
    void beside(String picture, int width, String text) {
        String margin = picture;
        for (String part : wrapped(text, WIDTH - width)) {
            plain(margin + part);
            margin = " ".repeat(width);
        }
    }

    /** A line as it stands. */
    void plain(String text) {
        out.print(terminal ? CLEAR : "");
        out.print(text + "\n");
    }

    String faint(String text) {
        return with(FAINT, text);
    }

    /** A bar whose colour says how full it is; {@code share} from 0 to 1. */
    String bar(double share) {
        String code = share < 0.7 ? "\u001b[32m" : share < 0.85 ? "\u001b[33m" : "\u001b[31m";
        return with(code, Bars.of(share, BAR));
    }

    /** How far the story is; shown on a terminal only, below everything else. */
    void progress(Duration at, Duration length, String note) {
        if (terminal) {
            double share = (double) at.toMillis() / Math.max(1, length.toMillis());
            out.print(CLEAR + faint("  " + Bars.of(share, BAR) + "  " + clock(at) + " of " + clock(length) + "  " + note));
            out.flush();
        }
    }

    /** Takes the progress off. */
    void done() {
        out.print(terminal ? CLEAR : "");
        out.flush();
    }

    /** Such as {@code 02:31}; hours only when there are any. */
    static String clock(Duration at) {
        String minutes = String.format(Locale.ROOT, "%02d:%02d", at.toMinutes() % 60, at.toSecondsPart());
        return at.toHours() == 0 ? minutes : at.toHours() + ":" + minutes;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String[] wrapped(String text, int width) {
        return text.replaceAll("\\s+", " ").replaceAll("(.{1," + Math.max(20, width) + "})(?: |$)", "$1\n").split("\n");
    }

    private String with(String code, String text) {
        return colour && !text.isEmpty() ? code + text + RESET : text;
    }
}
