package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An update is watched")
class WatchLimitTest {

    private static final MoveSettings RESTLESS = new MoveSettings(
            Duration.ofSeconds(120), Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ZERO);

    private final VirtualClock clock = new VirtualClock();
    private final WatchLimit limit = new WatchLimit(clock, Duration.ofSeconds(60), Duration.ofSeconds(25));

    private void assertOverAfter(int seconds) {
        clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
        assertThat(limit.isOver()).as("a moment before").isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(limit.isOver()).isTrue();
    }

    @Test
    @DisplayName("anew for each task, when the one before it runs")
    void eachTask() {
        clock.advance(Duration.ofSeconds(20));
        limit.seen(1);
        clock.advance(Duration.ofSeconds(5));
        limit.seen(1);

        assertOverAfter(20);
    }

    @Test
    @DisplayName("no longer than it may take in all")
    void inAll() {
        for (int task = 1; task <= 2; task++) {
            clock.advance(Duration.ofSeconds(20));
            limit.seen(task);
        }

        assertOverAfter(20);
    }

    @Test
    @DisplayName("until one of its tasks hangs, though there is time left for all")
    void hanging() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", "web");
        spec.withObjectProperty("Mode").withObjectProperty("Replicated").put("Replicas", 3);
        Goal goal = new Goal(Pinning.moving(spec, new Pin(List.of("node.id==home"))), Set.of("home"), Set.of("a", "b", "c"), 3);
        Clock passing = Clock.of(clock, () -> {
            clock.advance(Duration.ofSeconds(1));
            return clock.nanos();
        });
        try (RecordedEngine engine = RecordedEngine.start();
                DockerApi docker = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock)) {
            engine.answer("GET /v1.41/services/web", 200, service(goal.pinning().pinned()).toString());
            engine.answer("GET /v1.41/nodes", 200, "[" + node("home") + "," + node("away") + "]");
            engine.answer("GET /v1.41/tasks", 200, Stream.of(task("new", "home", "running"), task("stuck", "home", "starting"),
                    task("c", "away", "running")).collect(Collectors.joining(",", "[", "]")));
            Watch watch = new Watch(new SwarmReader(docker), passing, new Shutdown(clock), RESTLESS, "web", Set.of("a", "b", "c"));

            assertThat(watch.untilFailing(goal, Duration.ofSeconds(3_000), Duration.ofSeconds(30))).isEqualTo(Progress.OVERDUE);
            assertThat(Duration.between(VirtualClock.START, clock.instant())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
        }
    }

    private static JsonNode service(JsonNode pinned) {
        ObjectNode service = JsonNodeFactory.instance.objectNode().put("ID", "web");
        service.set("Spec", pinned);
        service.withObjectProperty("UpdateStatus").put("State", "updating");
        return service;
    }

    private static String node(String id) {
        return "{\"ID\":\"" + id + "\",\"Status\":{\"State\":\"ready\"},\"Spec\":{\"Availability\":\"active\"}}";
    }

    private static String task(String id, String node, String state) {
        return "{\"ID\":\"" + id + "\",\"NodeID\":\"" + node + "\",\"DesiredState\":\"running\",\"Status\":{\"State\":\""
                + state + "\"}}";
    }
}
