package io.orcastra.facts.decision;

/**
 * An image that could not be pulled on a node while an action was tried.
 *
 * @param message what the engine said, in one line
 */
public record PullRefusal(String image, String nodeId, String message) {
}
