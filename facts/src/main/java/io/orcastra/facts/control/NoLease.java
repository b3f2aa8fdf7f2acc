package io.orcastra.facts.control;

/** Another instance holds the lease, or none does yet; {@code holder} is empty in the latter case. */
public record NoLease(String holder) {
}
