package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.move.MovedService;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.ServiceImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServiceImagesTest {
    private static final String SPEC = "{\"Name\": \"shop\", \"TaskTemplate\": {\"ContainerSpec\": {\"Image\": \"%s\"}}}";

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, new VirtualClock());
    private final ServiceImages images = new ServiceImages(api, ledger);

    @BeforeEach
    void moved() {
        engine.answer("GET /v1.41/services", 200,
                "[{\"Spec\": " + SPEC.formatted("web:2") + ", \"PreviousSpec\": " + SPEC.formatted("web:2") + "}]");
    }

    @AfterEach
    void close() {
        api.close();
        engine.close();
    }

    @Test
    @DisplayName("After a move the image of the owner's own previous spec is needed, which only the ledger holds")
    void tellsWhatTheLedgerHolds() throws Exception {
        assertThat(images.read()).containsExactly(new ServiceImage("shop", "web:2"));

        MovedService.keep(ledger, "s1", new ObjectMapper().readTree(SPEC.formatted("web:1")));

        assertThat(images.read()).containsExactlyInAnyOrder(new ServiceImage("shop", "web:2"), new ServiceImage("shop", "web:1"));
    }

    @Test
    @DisplayName("Where the ledger does not answer nothing is told, for what was left out would be removed")
    void tellsNothingWithoutTheLedger() {
        ledger.stopAnswering();

        assertThatThrownBy(images::read).isInstanceOf(LedgerUnavailable.class);
    }
}
