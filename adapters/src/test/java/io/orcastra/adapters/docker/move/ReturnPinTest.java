package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.lab.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pin that brings a failed move back")
class ReturnPinTest {
    private static final MoveSettings IMPATIENT = new MoveSettings(Duration.ofSeconds(30), Duration.ofSeconds(1),
            Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO, Duration.ofNanos(1), Duration.ofMillis(1));
    /** The pin, its end, the pin that brings it back. */
    private static final int THREE_WRITES = 3;

    private final OpenIntents intents = new OpenIntents();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Journal journal = new Journal(intents, ledger,
            name -> ledger.read().getOrDefault(name, LedgerPage.absent(name)));
    private final Clock clock = RealTime.CLOCK;
    private final Shutdown shutdown = new Shutdown(clock);

    @Test
    @DisplayName("comes off, and nothing is left")
    void comesOff() throws Exception {
        try (OneServiceSwarm swarm = new OneServiceSwarm(write -> false); DockerApi docker = docker(swarm)) {
            JsonNode before = swarm.spec();

            Ending ending = move(docker);

            assertThat(ending.result()).isEqualTo(Outcome.Result.FAILED);
            assertThat(ending.message()).contains("it was undone and the service runs").doesNotContain("tried again");
            assertThat(swarm.spec()).isEqualTo(before);
            assertThat(intents.all()).isEmpty();
        }
    }

    @Test
    @DisplayName("that cannot be taken off keeps the action open, until a take-over takes it off")
    void staysOpen() throws Exception {
        try (OneServiceSwarm swarm = new OneServiceSwarm(write -> write == THREE_WRITES + 1); DockerApi docker = docker(swarm)) {
            JsonNode before = swarm.spec();

            Ending ending = move(docker);

            assertThat(ending.message()).contains("the pin could not be taken off yet, which is tried again");
            assertThat(Constraints.of(swarm.spec())).containsExactly("node.id==source");
            Intent open = intents.all().get(0);
            assertThat(open.pins()).contains("node.id==source");

            new Recovery(new SwarmReader(docker), clearing(docker), journal, clock, shutdown, IMPATIENT)
                    .recover(open, StepListener.NOOP);

            assertThat(swarm.spec()).isEqualTo(before);
            assertThat(intents.all()).isEmpty();
        }
    }

    private DockerApi docker(OneServiceSwarm swarm) {
        return new DockerApi(swarm.endpoint(), ApiListener.NOOP, clock);
    }

    private Clearing clearing(DockerApi docker) {
        return new Clearing(new SpecWriter(docker, new Random(1)), new ImageSupply(docker, clock, shutdown, IMPATIENT), clock,
                shutdown);
    }

    private Ending move(DockerApi docker) throws Exception {
        SwarmReader reader = new SwarmReader(docker);
        SpecWriter writer = new SpecWriter(docker, new Random(1));
        StartAllowances starting = new StartAllowances(IMPATIENT.startAllowance());
        PinnedUpdate update = new PinnedUpdate(reader, writer, new ImageSupply(docker, clock, shutdown, IMPATIENT), clearing(docker),
                new SourceReturn(reader, writer, clearing(docker), starting, IMPATIENT),
                plan -> new Watch(reader, clock, shutdown, IMPATIENT, "svc", plan.seen()), service -> false, starting, IMPATIENT);
        PinnedPlan plan = PinnedPlan.moving(SwarmView.of(reader, "svc"), Set.of("target"), 0, Map.of());
        Undertaking action = new Undertaking(journal, StepListener.NOOP, new Intent("i", "svc", "MoveService", "ORC-TEST-001",
                "a test", plan.goal().pinning().pin().expressions(), "", "test", Instant.EPOCH));
        assertThat(action.begin()).isTrue();
        return update.run(action, plan);
    }
}
