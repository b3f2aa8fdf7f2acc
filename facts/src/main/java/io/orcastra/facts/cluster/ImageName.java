package io.orcastra.facts.cluster;

/** One name of a stored image, such as {@code nginx:1.25} or {@code nginx@sha256:...}, without {@code docker.io/library/}. */
public record ImageName(String nodeId, String imageId, String name) {
}
