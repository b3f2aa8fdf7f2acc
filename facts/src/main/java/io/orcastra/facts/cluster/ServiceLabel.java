package io.orcastra.facts.cluster;

/** One label of a service ({@code Spec.Labels}), which is how its owner configures it for Orcastra. */
public record ServiceLabel(String serviceId, String key, String value) {
}
