package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Make a global service that is not there.
 *
 * @param name     its full name
 * @param settings each a place in its spec as a JSON pointer, a digest of what is to stand there and that as JSON, with {@code ***}
 *                 for what is not shown; with spaces between
 */
public record CreateService(String name, Set<String> settings) implements Action {
    public CreateService {
        settings = Set.copyOf(settings);
    }

    /** There is no id yet. */
    @Override
    public String subject() {
        return name;
    }
}
