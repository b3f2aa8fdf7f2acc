package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Make a global service that is not there.
 *
 * @param name     its full name
 * @param settings each a place in its spec as a JSON pointer, a space, and what is to stand there as JSON
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
