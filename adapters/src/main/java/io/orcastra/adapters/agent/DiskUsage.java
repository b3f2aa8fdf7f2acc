package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What {@code GET /system/df?verbose=1} answers. Engines tell it in one of two ways: up to API 1.51 in lists beside each
 * other, from 1.52 on under one object for each kind; from 1.53 on nothing is left of the first.
 *
 * @param layers     bytes of all images together
 * @param images     list; a missing or null node where there are none, as in the other two
 * @param containers list, of all that run or do not
 * @param volumes    list
 */
record DiskUsage(long layers, JsonNode images, JsonNode containers, JsonNode volumes) {

    /** @throws IllegalArgumentException when it is told in neither way: then it is not known that there is nothing */
    static DiskUsage of(JsonNode answer) {
        if (answer.has("ImageUsage") && answer.has("ContainerUsage") && answer.has("VolumeUsage")) {
            return new DiskUsage(answer.path("ImageUsage").path("TotalSize").asLong(), items(answer, "ImageUsage"),
                    items(answer, "ContainerUsage"), items(answer, "VolumeUsage"));
        }
        if (answer.has("LayersSize") && answer.has("Images") && answer.has("Containers") && answer.has("Volumes")) {
            return new DiskUsage(answer.path("LayersSize").asLong(), answer.path("Images"), answer.path("Containers"),
                    answer.path("Volumes"));
        }
        throw new IllegalArgumentException("it tells neither ImageUsage, ContainerUsage and VolumeUsage nor LayersSize, Images, "
                + "Containers and Volumes");
    }

    Set<String> imageIds() {
        Set<String> ids = new HashSet<>();
        images.forEach(image -> ids.add(image.path("Id").asText()));
        return ids;
    }

    private static JsonNode items(JsonNode answer, String kind) {
        JsonNode usage = answer.path(kind);
        if (usage.path("TotalCount").asLong() > 0 && usage.path("Items").isEmpty()) {
            throw new IllegalArgumentException("it counts " + usage.path("TotalCount").asLong() + " in " + kind + " and lists none");
        }
        return usage.path("Items");
    }
}
