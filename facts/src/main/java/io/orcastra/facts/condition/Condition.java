package io.orcastra.facts.condition;

/**
 * A named conclusion that holds exactly as long as what it was concluded from. Implementations carry identity only:
 * equal conditions are the same condition.
 */
public interface Condition {

    /** Id of the node or service the condition is about; a service name where no such service exists. */
    String subject();
}
