package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ledger's page of a service")
class ServicePageTest {

    private static final ServicePage EMPTY = new ServicePage(Map.of());
    private static final Pin FIRST = new Pin(List.of("node.id==one"));
    private static final Pin SECOND = new Pin(List.of("node.id==two"));

    private final ObjectNode spec = new RandomSpec(new Random(1)).next();
    private final ObjectNode older = new RandomSpec(new Random(2)).next();

    @Test
    @DisplayName("holds the spec, the owner's previous one and the pin before the pin is put on")
    void storesAll() {
        ServicePage page = EMPTY.storing(service(spec, older), Pinning.moving(spec, FIRST));

        assertThat(page.unpinned()).contains(spec);
        assertThat(page.previous()).contains(older);
        assertThat(page.pins()).containsExactly("node.id==one");
        assertThat(page.entries()).containsEntry("pin.1", "node.id==one");
        assertThat(page.withoutUnpinned().unpinned()).isEmpty();
    }

    @Test
    @DisplayName("keeps the owner's previous spec when the engine's is our own pinned one")
    void keepsPreviousOverPollution() {
        ServicePage once = EMPTY.storing(service(spec, older), Pinning.moving(spec, FIRST));
        ObjectNode polluted = Pinning.moving(spec, FIRST).pinned();

        ServicePage twice = once.storing(service(spec, polluted), Pinning.moving(spec, SECOND));

        assertThat(twice.previous()).contains(older);
        assertThat(twice.pins()).containsExactly("node.id==one", "node.id==two");
    }

    @Test
    @DisplayName("forgets a previous spec the engine no longer has")
    void forgetsPrevious() {
        ServicePage once = EMPTY.storing(service(spec, older), Pinning.moving(spec, FIRST));

        assertThat(once.storing(service(spec, null), Pinning.moving(spec, FIRST)).previous()).isEmpty();
    }

    @Test
    @DisplayName("keeps it for a second pin of the same action, for Swarm forgets it when it rolls back")
    void keepsPreviousOverARollback() {
        ServicePage once = EMPTY.storing(service(spec, older), Pinning.moving(spec, FIRST));

        ServicePage twice = once.storing(Pinning.moving(spec, SECOND));

        assertThat(twice.previous()).contains(older);
        assertThat(twice.unpinned()).contains(spec);
        assertThat(twice.pins()).containsExactly("node.id==one", "node.id==two");
    }

    @Test
    @DisplayName("leaves out what is too large for it, the previous spec first")
    void leavesOutLarge() {
        ObjectNode large = spec.deepCopy();
        byte[] noise = new byte[ServicePage.LARGEST];
        new Random(3).nextBytes(noise);
        large.put("Noise", Base64.getEncoder().encodeToString(noise));

        assertThat(EMPTY.storing(service(spec, large), Pinning.moving(spec, FIRST)).previous()).isEmpty();
        assertThat(EMPTY.storing(service(spec, large), Pinning.moving(spec, FIRST)).unpinned()).contains(spec);
        assertThat(EMPTY.storing(service(spec, large), Pinning.moving(spec, FIRST)).entries())
                .containsEntry("previous-dropped", "it is too large for the ledger");
        assertThat(EMPTY.storing(service(large, null), Pinning.moving(large, FIRST)).entries())
                .as("there was none").doesNotContainKey("previous-dropped");
        assertThat(EMPTY.storing(service(large, large), Pinning.moving(large, FIRST)).unpinned()).isEmpty();
    }

    @Test
    @DisplayName("takes a damaged spec for none")
    void survivesDamage() {
        assertThat(new ServicePage(Map.of("previous", "not base64!")).previous()).isEmpty();
    }

    private static ServiceReading service(JsonNode spec, JsonNode previous) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("Spec", spec);
        if (previous != null) {
            object.set("PreviousSpec", previous);
        }
        return new ServiceReading(object);
    }
}
