package io.orcastra.adapters.scenario;

import io.orcastra.adapters.report.Spans;
import io.orcastra.adapters.scenario.script.Expectation;
import io.orcastra.adapters.scenario.script.Miss;

/** A miss as an operator reads it: expected, seen, and what is nearest. */
final class MissWords {
    private MissWords() {
    }

    static String of(Miss miss) {
        Expectation expected = miss.expectation();
        String when = expected.isMoment() ? "at " + Spans.of(expected.from())
                : "from " + Spans.of(expected.from()) + " to " + Spans.of(expected.to());
        StringBuilder text = new StringBuilder("expected " + when + ": " + expected.written() + "\n    but: " + miss.problem());
        miss.hints().forEach(hint -> text.append("\n    ").append(hint));
        return text.toString();
    }
}
