package io.orcastra.facts.policy;

/** A service, by full name, whose owner declared in YAML that it may leave its node-local data behind. */
public record MovableService(String service) {
}
