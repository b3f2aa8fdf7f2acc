package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.SpecEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pin that is on a service outside any action")
class PreviousRestoreTest {

    private final ObjectNode present = placed(new RandomSpec(new Random(1)).next());
    private final ObjectNode older = new RandomSpec(new Random(2)).next();
    private final Pinning pinning = Pinning.moving(present, new Pin(List.of("node.id==one")));
    private final ServicePage page = new ServicePage(Map.of()).withPins(pinning.pin().expressions())
            .withUnpinned(present).withoutUnpinned().withPrevious(Optional.of(older));

    @ParameterizedTest
    @ValueSource(strings = {"rollback_started", "rollback_completed", "rollback_paused"})
    @DisplayName("after a rollback gives way to the owner's own previous version")
    void restoresPrevious(String state) {
        assertThat(written(page, pinning.pinned(), present, state)).isEqualTo(older);
    }

    @Test
    @DisplayName("after a rollback gives way to the present version where there was none before")
    void restoresPresent() {
        ServicePage without = page.withPrevious(Optional.empty());

        assertThat(written(without, pinning.pinned(), present, "rollback_completed")).isEqualTo(present);
    }

    @Test
    @DisplayName("that no rollback brought is taken off, and nobody's version changes")
    void takesOffStray() {
        assertThat(written(page, pinning.pinned(), older, "completed")).isEqualTo(present);
    }

    @Test
    @DisplayName("is left to an owner who wrote it")
    void leavesOwners() {
        ObjectNode own = present.deepCopy();
        Constraints.add(own, pinning.pin().expressions());

        assertThat(new PreviousRestore(page).decide(service(own, present, "completed")))
                .isInstanceOf(SpecEdit.Refuse.class);
        assertThat(new PreviousRestore(page).decide(service(present, older, "completed")))
                .isInstanceOf(SpecEdit.Leave.class);
    }

    private static ObjectNode placed(ObjectNode spec) {
        Constraints.add(spec, List.of("node.role==worker"));
        return spec;
    }

    private static JsonNode written(ServicePage page, JsonNode spec, JsonNode previous, String state) {
        return ((SpecEdit.Change) new PreviousRestore(page).decide(service(spec, previous, state))).spec();
    }

    private static JsonNode service(JsonNode spec, JsonNode previous, String state) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("Spec", spec);
        object.set("PreviousSpec", previous);
        object.putObject("UpdateStatus").put("State", state);
        return object;
    }
}
