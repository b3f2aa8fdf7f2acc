package io.orcastra.facts.cluster;

/**
 * One mount of a service's tasks.
 *
 * @param source        path or volume name, empty when anonymous
 * @param target        path in the container, unique in a service
 * @param driver        volume driver, empty for Swarm's default ({@code local})
 * @param driverOptions whether the volume driver was given options, as NFS volumes of the local driver are
 */
public record Mount(
        String serviceId, MountType type, String source, String target, boolean readOnly, String driver,
        boolean driverOptions) {
}
