package io.orcastra.facts.cluster;

/**
 * Status of a node, as {@code Status.State}. {@code UNKNOWN} is not {@code DOWN}: after every change of the
 * leader all nodes are unknown for some seconds, and nothing may be concluded from it.
 */
public enum NodeStatus { UNKNOWN, DOWN, READY, DISCONNECTED }
