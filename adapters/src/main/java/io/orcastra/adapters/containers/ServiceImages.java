package io.orcastra.adapters.containers;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.move.PreviousSpecs;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.cluster.ServiceImage;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads which images services use, and which a rollback would bring back: after a move the engine's previous spec is the
 * present one, and the owner's own is in the ledger.
 */
public final class ServiceImages implements NeededImages {
    private final DockerApi manager;
    private final Ledger ledger;

    public ServiceImages(DockerApi manager, Ledger ledger) {
        this.manager = manager;
        this.ledger = ledger;
    }

    @Override
    public Set<Object> read() throws LedgerUnavailable {
        Set<Object> images = new HashSet<>();
        manager.list("/services", service -> Stream.of("Spec", "PreviousSpec")
                .flatMap(member -> of(service.path("Spec").path("Name").asText(), service.path(member))).toList())
                .forEach(images::addAll);
        PreviousSpecs.of(ledger.read()).forEach(spec -> of(spec.path("Name").asText(), spec).forEach(images::add));
        return images;
    }

    private static Stream<ServiceImage> of(String service, JsonNode spec) {
        return Stream.of(spec.path("TaskTemplate").path("ContainerSpec").path("Image").asText()).filter(image -> !image.isEmpty())
                .flatMap(image -> Reference.names(image).stream()).map(image -> new ServiceImage(service, image));
    }
}
