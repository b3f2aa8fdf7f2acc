package io.orcastra.rules.room;

import java.util.ArrayList;
import java.util.List;

/** The matches of rules fill the heap. */
public final class HeapFilled extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ArrayList<String> rules;

    /** @param rules names of those that share the part of their condition which is matched so often */
    HeapFilled(List<String> rules, long matches, long megabytes) {
        super("was met by " + matches + " combinations of facts, which fill the heap of " + megabytes + " MB");
        this.rules = new ArrayList<>(rules);
    }

    /** Names of the rules, each once or more. */
    public List<String> rules() {
        return List.copyOf(rules);
    }
}
