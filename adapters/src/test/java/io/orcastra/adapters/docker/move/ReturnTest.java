package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import io.orcastra.adapters.docker.write.SpecEdit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Taking a restart back")
class ReturnTest {

    private final ObjectNode before = new RandomSpec(new Random(7)).next();
    private final Pinning restart = Pinning.restarting(before, new Pin(List.of("node.id==one")));
    private final Return back = new Return(before, restart.pinned(),
            new Unpin(Set.of("node.id==one"), Optional.of(restart.unpinned()), before.path("UpdateConfig")));

    @Test
    @DisplayName("writes what the spec was, ForceUpdate included")
    void goesBack() {
        SpecEdit.Change change = (SpecEdit.Change) back.decide(service(restart.pinned(), "paused"));

        assertThat(change.spec()).isEqualTo(before);
        assertThat(JsonDifference.between(restart.pinned(), change.spec()).outside(change.meant())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "rollback_paused"})
    @DisplayName("writes the same spec again where Swarm has put it back but stopped")
    void endsStopped(String state) {
        assertThat(back.decide(service(before, state)))
                .isInstanceOfSatisfying(SpecEdit.Change.class, change -> assertThat(change.spec()).isEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "rollback_completed", "updating"})
    @DisplayName("writes nothing where all is as it was")
    void leaves(String state) {
        assertThat(back.decide(service(before, state))).isInstanceOf(SpecEdit.Leave.class);
    }

    @Test
    @DisplayName("only cuts out what is ours where somebody else wrote meanwhile")
    void keepsTheirs() {
        ObjectNode theirs = restart.pinned();
        theirs.withObjectProperty("TaskTemplate").withObjectProperty("ContainerSpec").put("Image", "theirs:2");

        SpecEdit.Change change = (SpecEdit.Change) back.decide(service(theirs, "paused"));

        assertThat(JsonDifference.between(theirs, change.spec()).outside(Pinning.PLACES)).isEmpty();
        assertThat(Constraints.of(change.spec())).doesNotContain("node.id==one");
    }

    private static JsonNode service(JsonNode spec, String updateState) {
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.set("Spec", spec);
        service.putObject("UpdateStatus").put("State", updateState);
        return service;
    }
}
