package io.orcastra.rules.lint;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the configuration says of rules, as far as it decides what they mean together.
 *
 * @param held       ids of rules that are switched off or do not act by themselves, so that others may say the same
 * @param parameters facts of parameters as they are given
 */
public record Circumstances(Set<String> held, List<Object> parameters) {
    /** Nothing is said. */
    public static final Circumstances NONE = new Circumstances(Set.of(), List.of());

    public Circumstances {
        held = Set.copyOf(held);
        parameters = List.copyOf(parameters);
    }

    public Circumstances(Set<String> held, Collection<?> parameters) {
        this(held, List.<Object>copyOf(parameters));
    }
}
