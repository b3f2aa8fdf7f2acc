package io.orcastra.rules.reading;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import java.util.Optional;
import java.util.Set;

/** What is asked about. */
public sealed interface Subject {
    /** Swarm's id. */
    String id();

    /** As people call it. */
    String name();

    /** The value the field of a fact of that type has when it means this subject; empty when it never means it. */
    Optional<Object> as(Class<?> type, String field);

    /** A service of the swarm. */
    record OfService(Service service) implements Subject {
        private static final Set<String> IDS = Set.of("serviceId", "dependentId", "anchorId", "subject");
        private static final Set<String> NAMES = Set.of("service", "dependent", "anchor");

        @Override
        public String id() {
            return service.id();
        }

        @Override
        public String name() {
            return service.name();
        }

        @Override
        public Optional<Object> as(Class<?> type, String field) {
            if (type == Service.class) {
                return switch (field) {
                    case "id" -> Optional.of(service.id());
                    case "name" -> Optional.of(service.name());
                    default -> Optional.empty();
                };
            }
            return IDS.contains(field) ? Optional.of(service.id())
                    : NAMES.contains(field) ? Optional.of(service.name()) : Optional.empty();
        }
    }

    /** A node of the swarm. */
    record OfNode(Node node) implements Subject {
        @Override
        public String id() {
            return node.id();
        }

        @Override
        public String name() {
            return node.hostname();
        }

        @Override
        public Optional<Object> as(Class<?> type, String field) {
            return switch (field) {
                case "nodeId", "subject" -> Optional.of(node.id());
                case "hostname" -> Optional.of(node.hostname());
                case "id" -> type == Node.class ? Optional.of(node.id()) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }
}
