package io.orcastra.adapters.containers;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.facts.cluster.ServiceImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which images services use, and used before their last update. */
public final class ServiceImages {

    private ServiceImages() {
    }

    /** @throws io.orcastra.adapters.docker.api.DockerFailure when the engine does not tell them */
    public static Set<Object> read(DockerApi manager) {
        Set<Object> images = new HashSet<>();
        manager.list("/services", ServiceImages::of).forEach(images::addAll);
        return images;
    }

    private static List<ServiceImage> of(JsonNode service) {
        String name = service.path("Spec").path("Name").asText();
        return Stream.of(service.path("Spec"), service.path("PreviousSpec"))
                .map(spec -> spec.path("TaskTemplate").path("ContainerSpec").path("Image").asText())
                .filter(image -> !image.isEmpty()).flatMap(image -> Reference.names(image).stream()).distinct()
                .map(image -> new ServiceImage(name, image)).toList();
    }
}
