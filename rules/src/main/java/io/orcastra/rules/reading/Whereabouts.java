package io.orcastra.rules.reading;

import io.orcastra.rules.RuleDescription;
import java.util.Optional;

/** At which condition of which rule a walk is. Told by the thread that walks, asked by any. */
public final class Whereabouts {
    private volatile RuleDescription rule;
    private volatile int line;

    /** @param line where the condition begins, from 1 */
    public record Place(RuleDescription rule, int line) {
    }

    /** Empty where no rule is being walked. */
    public Optional<Place> now() {
        RuleDescription walked = rule;
        return Optional.ofNullable(walked).map(one -> new Place(one, line));
    }

    void enter(RuleDescription walked) {
        line = walked.line();
        rule = walked;
    }

    void at(Element element) {
        line = element.line();
    }

    void leave() {
        rule = null;
    }
}
