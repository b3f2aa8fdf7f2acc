package io.orcastra.facts.policy;

import java.util.List;

/** Services that follow each other in a circle, found when the configuration was read; none of them is moved. */
public record CyclicDependency(List<String> services) {
    public CyclicDependency {
        services = List.copyOf(services);
    }
}
