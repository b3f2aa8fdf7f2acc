package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The placement constraints of a service spec. */
final class Constraints {

    static final String PLACE = "/TaskTemplate/Placement/Constraints";

    private static final String TEMPLATE = "TaskTemplate";
    private static final String PLACEMENT = "Placement";
    private static final String CONSTRAINTS = "Constraints";

    private Constraints() { }

    static List<String> of(JsonNode spec) {
        List<String> expressions = new ArrayList<>();
        spec.at(PLACE).forEach(expression -> expressions.add(expression.asText()));
        return expressions;
    }

    static boolean hasAny(JsonNode spec, Collection<String> expressions) {
        return of(spec).stream().anyMatch(expressions::contains);
    }

    static void add(ObjectNode spec, List<String> expressions) {
        if (!expressions.isEmpty()) {
            ArrayNode all = spec.withObjectProperty(TEMPLATE).withObjectProperty(PLACEMENT)
                    .withArrayProperty(CONSTRAINTS);
            expressions.forEach(all::add);
        }
    }

    /**
     * Leaves no empty member behind that the engine would not write itself.
     *
     * @param own the owner's spec: its constraints are not removed even where they are the same as ours, and a
     *            placement it does not have goes with the last constraint
     */
    static void remove(ObjectNode spec, Collection<String> expressions, JsonNode own) {
        if (!(spec.at("/" + TEMPLATE + "/" + PLACEMENT) instanceof ObjectNode placement)
                || !(placement.get(CONSTRAINTS) instanceof ArrayNode all)) {
            return;
        }
        List<String> owners = of(own);
        for (int index = all.size() - 1; index >= 0; index--) {
            String expression = all.get(index).asText();
            if (expressions.contains(expression) && !owners.contains(expression)) {
                all.remove(index);
            }
        }
        if (all.isEmpty()) {
            placement.remove(CONSTRAINTS);
            if (placement.isEmpty() && own.isObject() && own.path(TEMPLATE).path(PLACEMENT).isMissingNode()) {
                spec.withObjectProperty(TEMPLATE).remove(PLACEMENT);
            }
        }
    }
}
