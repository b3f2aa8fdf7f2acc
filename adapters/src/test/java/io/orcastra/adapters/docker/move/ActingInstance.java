package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Everything that acts, wired to one node of a lab with the ledger in the swarm, and impatient. */
final class ActingInstance implements AutoCloseable {

    static final MoveSettings IMPATIENT = new MoveSettings(
            Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(5),
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(100));

    final OpenIntents intents;
    final DockerApi docker;
    final SwarmConfigLedger ledger;
    final Journal journal;
    final SwarmActions actions;

    ActingInstance(LabNode manager, OpenIntents intents, StepListener listener) {
        this.intents = intents;
        this.docker = new DockerApi(DockerEndpoint.ofSocket(manager.socket()), ApiListener.NOOP, RealTime.CLOCK);
        this.ledger = new SwarmConfigLedger(docker);
        this.journal = new Journal(intents, ledger, ledger::page);
        Clock clock = Clock.of(InstantSource.system(), System::nanoTime);
        this.actions = new SwarmActions(docker, intents, ledger, List::of, "test", clock, new Random(), IMPATIENT, listener);
    }

    Outcome move(String serviceId, LabNode... home) {
        return execute(new MoveService(serviceId, Arrays.stream(home).map(LabNode::id).collect(Collectors.toSet())));
    }

    Outcome execute(Action action) {
        return actions.execute(new Proposal("ORC-TEST-001", action, "a test", "a test wants it"), Map.of());
    }

    @Override
    public void close() {
        docker.close();
    }
}
