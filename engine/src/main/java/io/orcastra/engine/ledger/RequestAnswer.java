package io.orcastra.engine.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What has become of a request so far, for the operator who waits.
 *
 * @param request  its id
 * @param lines    English, one for each service that is not yet where it was asked to be
 * @param subjects ids of the services and nodes that are acted on for it, or for what follows from it; what others do beside
 *                 it is waited for too, but is none of it
 */
public record RequestAnswer(String request, State state, List<String> lines, Set<String> subjects) {

    /** Figures with a unit or a percent sign, such as {@code 2m 5s}, and times; never what belongs to a name. */
    private static final Pattern MEASURED = Pattern.compile("(?<![\\w.:/-])(?:\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"
            + "|\\d{1,2}:\\d\\d(?::\\d\\d)?(?:\\.\\d+)?"
            + "|(?:\\d+(?:[.,]\\d+)? ?(?:%|(?:percent|bytes|[kKMGT]i?B|ms|s|min|m|h|d|seconds?|minutes?|hours?|points)(?![A-Za-z]))\\s?)+)"
            + "(?![\\w-])");

    public RequestAnswer {
        lines = List.copyOf(lines);
        subjects = Set.copyOf(subjects);
    }

    /** An answer while nothing is under way for it. */
    public RequestAnswer(String request, State state, List<String> lines) {
        this(request, state, lines, Set.of());
    }

    /** How far it is. */
    public enum State {
        /** Something of it is under way. */
        MOVING,
        /** Something of it begins as soon as what it waits for is over. */
        WAITING,
        /** Nothing of it begins as things are. */
        HELD,
        /** It is as it was asked for; struck out. */
        DONE,
        /** Its time was over first; struck out. */
        OVER;

        /** For operators: {@code under way}, {@code waiting}, {@code held}, {@code done} or {@code over}. */
        public String word() {
            return this == MOVING ? "under way" : name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing more is done for it. */
        public boolean isEnd() {
            return this == DONE || this == OVER;
        }
    }

    /** Whether an operator has nothing new to learn from it: measured figures and times change at every look. */
    boolean says(RequestAnswer other) {
        return other != null && state == other.state && subjects.equals(other.subjects)
                && words().equals(other.words());
    }

    private List<String> words() {
        return lines.stream().map(line -> MEASURED.matcher(line).replaceAll("0")).toList();
    }
}
