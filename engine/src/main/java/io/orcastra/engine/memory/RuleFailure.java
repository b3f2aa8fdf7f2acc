package io.orcastra.engine.memory;

import java.util.ArrayList;
import java.util.List;

/** Rules threw or did not come to rest; the session they ran in is not to be used any more. */
final class RuleFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final ArrayList<String> rules;

    /** @param rules names of the rules, more than one when they share what failed, none when it could not be told */
    RuleFailure(List<String> rules, String reason, Throwable cause) {
        super(reason, cause);
        this.rules = new ArrayList<>(rules);
    }

    List<String> rules() {
        return List.copyOf(rules);
    }
}
