package io.orcastra.facts.cluster;

/** What {@code ManagerStatus} says of a node; workers are {@code NONE}. */
public enum Leadership { NONE, UNREACHABLE, REACHABLE, LEADER }
