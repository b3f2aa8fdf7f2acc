package io.orcastra.facts.cluster;

/** Restart condition of a service's tasks; Swarm's default is {@code ANY}. */
public enum RestartCondition { NONE, ON_FAILURE, ANY }
