package io.orcastra.facts.control;

/**
 * An operator ordered something by one of the original's commands, and it has not come to its end.
 *
 * @param anchor name of the anchor it is about; empty for all of them
 */
public record Order(String id, Command command, String anchor) {

    /** Cause of all proposals that are made for it. */
    public String cause() {
        return "order " + id;
    }
}
