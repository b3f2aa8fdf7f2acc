package io.orcastra.adapters.scenario.script;

import io.orcastra.adapters.scenario.script.Sighting.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Something expected over a span of virtual time.
 *
 * @param line    where it stands in the file, from 1
 * @param column  from 1
 * @param written as it is shown in messages, such as {@code action "move shop_web to oak"}
 * @param from    begin of the span
 * @param to      its end; equal to {@code from} for a moment
 */
public record Expectation(int line, int column, String written, Duration from, Duration to, Demand demand) {

    /** What is expected. */
    public sealed interface Demand {
    }

    /** It is seen at some time of the span; at the moment, if it is one. */
    public record Shown(Kind kind, Wording wording) implements Demand {
    }

    /** It is not seen at any time of the span. */
    public record NotShown(Kind kind, Wording wording) implements Demand {
    }

    /** Exactly these actions begin in the span, and no others. */
    public record OnlyActions(List<Wording> wordings) implements Demand {
        public OnlyActions {
            wordings = List.copyOf(wordings);
        }
    }

    /**
     * No action on the subject begins in the span, for this reason.
     *
     * @param because a veto; nothing but its subject when any will do
     * @param nothing whether no rule wants anything of the subject
     */
    public record NoAction(Wording action, Wording because, boolean reasoned, boolean nothing) implements Demand {
    }

    public boolean isMoment() {
        return from.equals(to);
    }
}
