package io.orcastra.facts.cluster;

/** Role of a node, as {@code Spec.Role}. */
public enum NodeRole { MANAGER, WORKER }
