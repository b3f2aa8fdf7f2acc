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
 * @param width    in characters; what is narrower than 40, or wider than 80, is taken for that
 */
public record Screen(PrintWriter out, boolean terminal, boolean colour, int width) {

    private static final String CLEAR = "\r\u001b[2K";
    /** Of a terminal nobody has resized, and what a line can be read at. */
    public static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;
    /** Where less is left of a line, a word does not fit into it. */
    private static final int LEAST_WRAPPED = 12;
    private static final int BAR = 20;
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

    public Screen {
        width = Math.max(LEAST_WIDTH, Math.min(USUAL_WIDTH, width));
    }

    /** A line of what happens, with the swarm's time; a long one goes on below itself. */
    void line(Duration at, Voice voice, String text) {
        String margin = "  " + clock(at) + "  " + padded(voice.name, 10);
        for (String part : wrapped(text, width - margin.length())) {
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
        for (String part : wrapped(text, width - 2)) {
            plain("  " + part);
        }
        out.flush();
    }

    /** A picture and what belongs to it, which goes on below itself when it is long. */
    void beside(String picture, int pictureWidth, String text) {
        String margin = picture;
        for (String part : wrapped(text, width - pictureWidth)) {
            plain(margin + part);
            margin = " ".repeat(pictureWidth);
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
        return with(code, Bars.of(share, barWidth()));
    }

    /** Of a bar, in characters. */
    int barWidth() {
        return width < USUAL_WIDTH ? BAR / 2 : BAR;
    }

    /**
     * How far the story is; shown on a terminal only, below everything else. A line that is wrapped cannot be overwritten,
     * so the note is left out where it does not fit.
     */
    void progress(Duration at, Duration length, String note) {
        if (terminal) {
            double share = (double) at.toMillis() / Math.max(1, length.toMillis());
            String far = "  " + Bars.of(share, barWidth()) + "  " + clock(at) + " of " + clock(length);
            boolean fits = far.length() + 2 + note.length() < width;
            out.print(CLEAR + faint(fits ? far + "  " + note : far));
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
        return text.replaceAll("\\s+", " ").replaceAll("(.{1," + Math.max(LEAST_WRAPPED, width) + "})(?: |$)", "$1\n").split("\n");
    }

    private String with(String code, String text) {
        return colour && !text.isEmpty() ? code + text + RESET : text;
    }
}
