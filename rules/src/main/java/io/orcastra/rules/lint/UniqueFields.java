package io.orcastra.rules.lint;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fields that only one fact of a type has the same: two patterns that agree in them are about one fact. */
final class UniqueFields {
    private static final Map<Class<?>, List<String>> ALL = Map.of(Node.class, List.of("id"), Service.class, List.of("id"),
            Task.class, List.of("id"), NodeMemory.class, List.of("nodeId"), NodeLabel.class, List.of("nodeId", "key"),
            ServiceLabel.class, List.of("serviceId", "key"));

    private UniqueFields() {
    }

    /** The fact met before that this one must be. */
    static Optional<Atom> earlier(World world, Atom atom) {
        return world.atoms().stream().filter(other -> other.fact() != atom.fact() && other.type() == atom.type()
                && ALL.containsKey(atom.type())).filter(other -> ALL.get(atom.type()).stream().allMatch(field -> world.areSame(
                        new Term.Field(atom.fact(), field), new Term.Field(other.fact(), field)))).findFirst();
    }
}
