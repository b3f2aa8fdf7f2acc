package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.PlacementConstraint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How SwarmKit reads a placement constraint ({@code manager/constraint/constraint.go}): keys and values without
 * regard to case, label names with; a missing label is the empty value; an unknown key matches no node.
 */
public final class Constraints {
    private static final String NODE_LABEL = "node.labels.";
    private static final String ENGINE_LABEL = "engine.labels.";

    private Constraints() {
    }

    public static boolean satisfied(PlacementConstraint constraint, Node node, Map<String, String> labels) {
        boolean wanted = constraint.operator() == ConstraintOperator.EQUAL;
        if (constraint.key().equalsIgnoreCase("node.ip")) {
            return IpRange.parse(constraint.value())
                    .map(range -> range.contains(node.address()) == wanted).orElse(false);
        }
        return value(constraint.key(), node, labels)
                .map(value -> value.equalsIgnoreCase(constraint.value()) == wanted).orElse(false);
    }

    /** Whether the key is about a label of the node or of its engine. */
    static boolean isLabel(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith(NODE_LABEL) && key.length() > NODE_LABEL.length()
                || lower.startsWith(ENGINE_LABEL) && key.length() > ENGINE_LABEL.length();
    }

    /** As a person would write it. */
    static String text(PlacementConstraint constraint) {
        return constraint.key() + (constraint.operator() == ConstraintOperator.EQUAL ? "==" : "!=") + constraint.value();
    }

    /** What the node has for a constraint's or a preference's key; absent when the key is unknown. */
    static Optional<String> value(String key, Node node, Map<String, String> labels) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith(NODE_LABEL) && key.length() > NODE_LABEL.length()) {
            return Optional.of(labels.getOrDefault(key.substring(NODE_LABEL.length()), ""));
        }
        if (lower.startsWith(ENGINE_LABEL) && key.length() > ENGINE_LABEL.length()) {
            return Optional.of(node.engineLabels().getOrDefault(key.substring(ENGINE_LABEL.length()), ""));
        }
        return switch (lower) {
            case "node.id" -> Optional.of(node.id());
            case "node.hostname" -> Optional.of(node.hostname());
            case "node.role" -> Optional.of(node.role().name());
            case "node.platform.os" -> Optional.of(node.platform().os());
            case "node.platform.arch" -> Optional.of(node.platform().architecture());
            default -> Optional.empty();
        };
    }
}
