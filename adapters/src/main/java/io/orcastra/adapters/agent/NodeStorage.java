package io.orcastra.adapters.agent;

import java.util.List;

/**
 * What an engine stores and does not run, as it goes over the wire. Moments are seconds since 1970.
 *
 * @param totalBytes all the engine stores: layers, writes of containers, volumes, as {@code docker system df} adds them up
 */
public record NodeStorage(String nodeId, long totalBytes, List<Image> images, List<Ended> containers, List<Volume> volumes) {

    public NodeStorage {
        images = List.copyOf(images);
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }

    /**
     * @param id      {@code sha256:...}
     * @param names   tags and digests with their repository
     * @param created when it was built, which tells the newer of two
     * @param since   when it was first seen here or was tagged last
     * @param bytes   shared layers left out
     * @param used    whether any container is made from it
     */
    public record Image(String id, List<String> names, long created, long since, long bytes, boolean used) {
        public Image {
            names = List.copyOf(names);
        }
    }

    /** @param since when it ended */
    public record Ended(String id, String name, long since, long bytes) {
    }

    /** @param anonymous whether the engine made up its name */
    public record Volume(String name, boolean anonymous, long since, long bytes) {
    }
}
