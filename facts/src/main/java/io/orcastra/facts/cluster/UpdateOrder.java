package io.orcastra.facts.cluster;

/** Order of an update, as {@code UpdateConfig.Order}; Swarm's default is {@code STOP_FIRST}. */
public enum UpdateOrder { STOP_FIRST, START_FIRST }
