package io.orcastra.facts.cluster;

/** Type of a mount, as {@code Mounts[].Type}. */
public enum MountType { BIND, VOLUME, TMPFS, NPIPE, CLUSTER, IMAGE }
