package io.orcastra.adapters.docker.observe;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.PlacementConstraint;
import java.util.Optional;

/** A constraint expression, split as SwarmKit splits it: the first {@code ==}, else the first {@code !=}. */
public final class ConstraintReader {

    private ConstraintReader() { }

    /** Empty when it is no constraint. */
    public static Optional<PlacementConstraint> read(String serviceId, String expression) {
        return split(serviceId, expression, "==", ConstraintOperator.EQUAL)
                .or(() -> split(serviceId, expression, "!=", ConstraintOperator.NOT_EQUAL));
    }

    static boolean isOnNodeId(String expression) {
        return read("", expression).filter(constraint -> constraint.key().equalsIgnoreCase("node.id")).isPresent();
    }

    private static Optional<PlacementConstraint> split(
            String serviceId, String expression, String sign, ConstraintOperator operator) {
        int at = expression.indexOf(sign);
        if (at < 0) {
            return Optional.empty();
        }
        String key = expression.substring(0, at).strip();
        String value = expression.substring(at + sign.length()).strip();
        return Optional.of(new PlacementConstraint(serviceId, key, operator, value));
    }
}
