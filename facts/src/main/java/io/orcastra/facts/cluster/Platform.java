package io.orcastra.facts.cluster;

/** Operating system and architecture; an empty component means any, as SwarmKit's platform filter reads it. */
public record Platform(String os, String architecture) {
}
