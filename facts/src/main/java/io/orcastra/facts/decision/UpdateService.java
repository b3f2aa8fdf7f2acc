package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Give a service that Orcastra made what it lacks, and nothing else.
 *
 * @param settings each a place in its spec as a JSON pointer, a space, and what is to stand there as JSON
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
