package io.orcastra.facts.condition;

/**
 * What an operator asked for is so: the engine strikes the request out.
 *
 * @param request its id
 */
public record RequestDone(String request, String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
