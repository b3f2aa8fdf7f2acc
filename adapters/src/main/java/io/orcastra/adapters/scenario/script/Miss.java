package io.orcastra.adapters.scenario.script;

import java.util.List;

/**
 * An expectation that did not come true.
 *
 * @param problem one clause: what was expected and what was seen instead
 * @param hints   what is nearest to it, and why
 */
public record Miss(Expectation expectation, String problem, List<String> hints) {
    public Miss {
        hints = List.copyOf(hints);
    }
}
