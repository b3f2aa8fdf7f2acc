package io.orcastra.facts.cluster;

/** Availability of a node, as {@code Spec.Availability}; only {@code ACTIVE} nodes take new tasks. */
public enum Availability { ACTIVE, PAUSE, DRAIN }
