package io.orcastra.facts.policy;

/** Present when replicas of every service are spread again; without it only those of services whose label says so. */
public record SpreadRepair() {
}
