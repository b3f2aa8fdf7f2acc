package io.orcastra.facts.control;

/** An action of ours on this subject (node or service id) is under way, by whatever instance. */
public record InFlight(String subject, String action) {
}
