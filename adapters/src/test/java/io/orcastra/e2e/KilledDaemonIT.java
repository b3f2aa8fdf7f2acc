package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.move.MoveStep;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithSwarmLab(nodes = 3)
@DisplayName("When the daemon dies in the middle of a move")
class KilledDaemonIT {

    /** After an instance holds the lease again. */
    private static final Duration PIN_GONE = Duration.ofSeconds(15);

    private final SwarmLab lab;
    private final EngineApi api;
    private final Deployment stack;

    KilledDaemonIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @ParameterizedTest(name = "right after {0}")
    @EnumSource(MoveStep.class)
    @DisplayName("the next one leaves no pin and finishes or undoes it")
    void theNextOneFinishesOrUndoes(MoveStep step) {
        // for the step of pulling, an image that no task of another test has brought to the target
        String image = step == MoveStep.PULL_STARTED ? "lab/web:2" : "lab/web:1";
        stack.createAnchor(Deployment.on(lab.node(2), "lab/plain:1"));
        String app = stack.createDisplaced("app", lab.node(3), image);
        JsonNode before = stack.spec(app);
        int tasksBefore = stack.tasks(app).size();
        OrcastraHome home = stack.home();
        try (OrcastraProcess dying = home.run("orcastra.seam.kill=" + step)) {
            dying.awaitEnd(RealTime.PATIENCE);
        }
        try (OrcastraProcess next = home.run()) {
            next.awaitTrue(RealTime.PATIENCE, "lease", () -> next.healthy() && next.health().contains("held"));
            Instant held = Instant.now();
            next.awaitTrue(RealTime.PATIENCE, "spec without a pin", () -> stack.spec(app).equals(before));
            assertThat(Instant.parse(api.service(app).path("UpdatedAt").asText())).as("no pin is left, by the engine's time")
                    .isBefore(held.plus(PIN_GONE));
            next.awaitTrue(RealTime.PATIENCE, "running " + app, () -> api.running(app).size() == 1);
            next.awaitTrue(RealTime.PATIENCE, "dependent beside its anchor", () ->
                    api.running(app).stream().anyMatch(t -> t.node().equals(lab.node(2).id()))
                            && stack.spec(app).equals(before) && LedgerView.intents(api).isEmpty());
            assertThat(api.get("/services")).as("services: no pull job is left").hasSize(2);
            assertThat(stack.tasks(app)).as("restarts altogether").hasSizeLessThanOrEqualTo(tasksBefore + 2);
        }
    }
}
