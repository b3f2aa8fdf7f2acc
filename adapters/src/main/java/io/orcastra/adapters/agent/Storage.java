package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what one engine stores. Counting the bytes of volumes takes the engine as long as they are large. */
final class Storage {

    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final Set<String> ENDED = Set.of("exited", "dead");
    private static final Pattern MADE_UP = Pattern.compile("[0-9a-f]{64}");

    private final DockerApi api;
    private final FirstSeen firstSeen;

    Storage(DockerApi api, FirstSeen firstSeen) {
        this.api = api;
        this.firstSeen = firstSeen;
    }

    /** Notes which images are there, so that they are older when the engine is read. */
    void note() {
        firstSeen.of(api.list("/images/json?all=1", image -> image.path("Id").asText()));
    }

    /** @throws DockerFailure when the engine does not answer all of it */
    NodeStorage read() {
        String node = api.get("/info").path("Swarm").path("NodeID").asText();
        DiskUsage all = api.get("/system/df?verbose=1", LIMIT, DiskUsage::of);
        Set<String> used = new HashSet<>();
        long total = Math.max(0, all.layers());
        List<NodeStorage.Ended> ended = new ArrayList<>();
        for (JsonNode container : all.containers()) {
            used.add(container.path("ImageID").asText());
            total += written(container);
            if (ENDED.contains(container.path("State").asText())) {
                ended(container, ended);
            }
        }
        Map<String, Long> seen = firstSeen.of(all.imageIds());
        List<NodeStorage.Image> images = new ArrayList<>();
        all.images().forEach(image -> image(image, used.contains(image.path("Id").asText()), seen, images));
        List<NodeStorage.Volume> volumes = new ArrayList<>();
        for (JsonNode volume : all.volumes()) {
            total += Math.max(0, volume.path("UsageData").path("Size").asLong());
            if (volume.path("UsageData").path("RefCount").asLong(-1) == 0 && volume.path("Driver").asText().equals("local")) {
                volumes.add(volume(volume));
            }
        }
        return new NodeStorage(node, total, images, ended, volumes);
    }

    /** One that vanished meanwhile is none. */
    private void ended(JsonNode listed, List<NodeStorage.Ended> ended) {
        try {
            String id = listed.path("Id").asText();
            ended.add(new NodeStorage.Ended(id, listed.path("Names").path(0).asText().replaceFirst("^/", ""),
                    Math.max(listed.path("Created").asLong(), Ages.ended(api.get("/containers/" + id + "/json"))),
                    written(listed)));
        } catch (NotFound gone) {
            // as if it had not been listed
        }
    }

    /** The engine tells -1 of a container whose layer it cannot read. */
    private static long written(JsonNode container) {
        return Math.max(0, container.path("SizeRw").asLong());
    }

    private void image(JsonNode listed, boolean used, Map<String, Long> seen, List<NodeStorage.Image> images) {
        try {
            String id = listed.path("Id").asText();
            long created = listed.path("Created").asLong();
            long since = used ? created : Math.max(created, Ages.image(api.get("/images/" + id + "/json"), seen.get(id)));
            List<String> names = new ArrayList<>();
            listed.path("RepoTags").forEach(name -> names.add(name.asText()));
            listed.path("RepoDigests").forEach(name -> names.add(name.asText()));
            names.removeIf(name -> name.startsWith("<none>"));
            images.add(new NodeStorage.Image(id, names, created, since,
                    Math.max(0, listed.path("Size").asLong() - Math.max(0, listed.path("SharedSize").asLong())),
                    used || listed.path("Containers").asLong() > 0));
        } catch (NotFound gone) {
            // as if it had not been listed
        }
    }

    /** Engines before 23 do not mark those whose name they made up. */
    static boolean isAnonymous(String name, JsonNode volume) {
        return volume.path("Labels").has("com.docker.volume.anonymous") || MADE_UP.matcher(name).matches();
    }

    private static NodeStorage.Volume volume(JsonNode listed) {
        String name = listed.path("Name").asText();
        return new NodeStorage.Volume(name, isAnonymous(name, listed), Ages.volume(listed),
                Math.max(0, listed.path("UsageData").path("Size").asLong()));
    }
}
