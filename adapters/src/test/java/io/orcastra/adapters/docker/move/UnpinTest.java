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
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Unpinning")
class UnpinTest {

    private static final Pin PIN = new Pin(List.of("node.id!=one", "node.id!=two"));

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("gives back exactly the spec there was, absent members included")
    void isTheInverse(long seed) {
        ObjectNode before = new RandomSpec(new Random(seed)).next();
        ObjectNode pinned = new Pinning(before, PIN, (int) (seed % 3)).pinned();

        SpecEdit.Change change = (SpecEdit.Change) unpin(before, Optional.of(before)).decide(service(pinned));

        assertThat(change.spec()).isEqualTo(before);
        assertThat(JsonDifference.between(before, pinned).outside(Pinning.PLACES)).isEmpty();
        assertThat(JsonDifference.between(pinned, change.spec()).outside(change.meant())).isEmpty();
        assertThat(unpin(before, Optional.of(before)).decide(service(before))).isInstanceOf(SpecEdit.Leave.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("needs no stored spec, only the owner's update configuration")
    void worksWithoutStoredSpec(long seed) {
        ObjectNode before = new RandomSpec(new Random(seed)).next();
        ObjectNode pinned = new Pinning(before, PIN, (int) (seed % 3)).pinned();

        SpecEdit.Change change = (SpecEdit.Change) unpin(before, Optional.empty()).decide(service(pinned));

        ObjectNode expected = before.deepCopy();
        if (before.at("/TaskTemplate/Placement").isMissingNode()) {
            expected.withObjectProperty("TaskTemplate").putObject("Placement");
        }
        assertThat(change.spec()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("keeps what somebody else wrote meanwhile and cuts out only what is ours")
    void isSurgical(long seed) {
        Random random = new Random(seed);
        ObjectNode before = new RandomSpec(random).next();
        ObjectNode changed = Pinning.moving(before, PIN).pinned();
        changed.withObjectProperty("TaskTemplate").withObjectProperty("ContainerSpec").put("Image", "theirs:2");
        boolean paced = random.nextBoolean();
        if (paced) {
            changed.withObjectProperty("UpdateConfig").put("Parallelism", 7);
        }

        SpecEdit.Change change = (SpecEdit.Change) unpin(before, Optional.of(before)).decide(service(changed));

        ObjectNode expected = before.deepCopy();
        expected.withObjectProperty("TaskTemplate").withObjectProperty("ContainerSpec").put("Image", "theirs:2");
        if (paced && before.has("UpdateConfig")) {
            expected.withObjectProperty("UpdateConfig").put("Parallelism", 7);
        } else if (paced) {
            expected.putObject("UpdateConfig").put("Parallelism", 7).put("FailureAction", "pause")
                    .put("MaxFailureRatio", 0).put("Order", "stop-first");
        }
        assertThat(JsonDifference.between(expected, change.spec()).paths()).isEmpty();
        assertThat(JsonDifference.between(changed, change.spec()).outside(change.meant())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "rollback_paused"})
    @DisplayName("writes the same spec once more when Swarm has stopped our update, which ends that state")
    void endsAStoppedUpdate(String state) {
        ObjectNode before = new RandomSpec(new Random(1)).next();

        assertThat(unpin(before, Optional.of(before)).decide(service(before, state)))
                .isInstanceOfSatisfying(SpecEdit.Change.class, change -> assertThat(change.spec()).isEqualTo(before));
        assertThat(unpin(before, Optional.of(before)).decide(service(before, "completed"))).isInstanceOf(SpecEdit.Leave.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "rollback_paused"})
    @DisplayName("writes what was there before a restart once more when Swarm has put it back but stopped")
    void endsAStoppedRollbackOfARestart(String state) {
        ObjectNode before = new RandomSpec(new Random(1)).next();
        JsonNode stored = Pinning.restarting(before, PIN).unpinned();

        assertThat(unpin(before, Optional.of(stored)).decide(service(before, state)))
                .isInstanceOfSatisfying(SpecEdit.Change.class, change -> assertThat(change.spec()).isEqualTo(before));
        assertThat(unpin(before, Optional.of(stored)).decide(service(before, "rollback_completed")))
                .isInstanceOf(SpecEdit.Leave.class);
        assertThat(unpin(before, Optional.empty()).decide(service(before, state)))
                .as("no ledger page says that it is ours").isInstanceOf(SpecEdit.Leave.class);
    }

    @Test
    @DisplayName("leaves a stopped restart of somebody else's alone, which is one further")
    void leavesForeignRestart() {
        ObjectNode before = new RandomSpec(new Random(1)).next();
        JsonNode stored = Pinning.restarting(before, PIN).unpinned();
        JsonNode theirs = Pinning.restarting(stored, PIN).unpinned();

        assertThat(unpin(before, Optional.of(stored)).decide(service(theirs, "paused"))).isInstanceOf(SpecEdit.Leave.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "rollback_paused"})
    @DisplayName("leaves a stopped update of somebody else alone")
    void leavesForeignStop(String state) {
        ObjectNode before = new RandomSpec(new Random(1)).next();
        ObjectNode theirs = before.deepCopy();
        theirs.withObjectProperty("TaskTemplate").withObjectProperty("ContainerSpec").put("Image", "theirs:2");

        assertThat(unpin(before, Optional.of(before)).decide(service(theirs, state))).isInstanceOf(SpecEdit.Leave.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("leaves alone what a stack deploy has wiped already")
    void leavesDeployed(long seed) {
        Random random = new Random(seed);
        ObjectNode before = new RandomSpec(random).next();
        ObjectNode deployed = new RandomSpec(random).next();

        assertThat(unpin(before, Optional.of(before)).decide(service(deployed))).isInstanceOf(SpecEdit.Leave.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("after a restart keeps the raised ForceUpdate and nothing else")
    void keepsForceUpdate(long seed) {
        ObjectNode before = new RandomSpec(new Random(seed)).next();
        Pinning restart = Pinning.restarting(before, PIN);

        SpecEdit.Change change = (SpecEdit.Change) unpin(before, Optional.of(restart.unpinned()))
                .decide(service(restart.pinned()));

        assertThat(JsonDifference.between(before, change.spec()).paths()).containsExactly("/TaskTemplate/ForceUpdate");
        assertThat(change.spec().at("/TaskTemplate/ForceUpdate").asInt())
                .isEqualTo(before.at("/TaskTemplate/ForceUpdate").asInt() + 1);
        assertThat(JsonDifference.between(before, restart.pinned()).outside(Pinning.PLACES_OF_RESTART)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("does not take an owner's constraint that says the same")
    void keepsOwnConstraint(long seed) {
        ObjectNode before = new RandomSpec(new Random(seed)).next();
        Constraints.add(before, List.of("node.id!=one"));
        Pin ours = PIN.without(Constraints.of(before));

        ObjectNode pinned = Pinning.moving(before, ours).pinned();
        SpecEdit.Change change = (SpecEdit.Change) unpin(before, Optional.of(before)).decide(service(pinned));

        assertThat(ours.expressions()).containsExactly("node.id!=two");
        assertThat(change.spec()).isEqualTo(before);
    }

    private static Unpin unpin(JsonNode before, Optional<JsonNode> stored) {
        return new Unpin(Set.copyOf(PIN.expressions()), stored, before.path("UpdateConfig"));
    }

    private static JsonNode service(JsonNode spec) {
        return JsonNodeFactory.instance.objectNode().set("Spec", spec);
    }

    private static JsonNode service(JsonNode spec, String updateState) {
        ObjectNode service = (ObjectNode) service(spec);
        service.putObject("UpdateStatus").put("State", updateState);
        return service;
    }
}
