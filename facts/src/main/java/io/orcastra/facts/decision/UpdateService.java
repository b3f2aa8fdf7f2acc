package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Give a service that Orcastra made what it lacks, and nothing else.
 *
 * @param settings each a place in its spec as a JSON pointer, a digest of what is to stand there and that as JSON, with {@code ***}
 *                 for what is not shown; with spaces between
 */
public record UpdateService(String serviceId, Set<String> settings) implements Action {
    public UpdateService {
        settings = Set.copyOf(settings);
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
