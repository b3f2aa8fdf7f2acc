package io.orcastra.facts.control;

/**
 * The ledger has lost what a rollback of a moved service should bring back, and the rollback would still bring our pin.
 *
 * @param reason why, as the end of a sentence
 */
public record PreviousSpecDropped(String serviceId, String reason) {
}
