package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.ActionExecutorContract;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@WithSwarmLab(nodes = 2)
@DisplayName("Actions on a real swarm")
class SwarmActionsIT extends ActionExecutorContract {

    private final InMemoryIntents intents = new InMemoryIntents();
    private SwarmLab lab;
    private LabNode manager;
    private DockerApi docker;
    private SwarmActions actions;

    @BeforeEach
    void open(SwarmLab lab) {
        this.lab = lab;
        manager = lab.node(1);
        docker = new DockerApi(DockerEndpoint.ofSocket(manager.socket()), ApiListener.NOOP, RealTime.CLOCK);
        actions = new SwarmActions(docker, intents, new SwarmConfigLedger(docker), List::of, "test",
                Clock.of(InstantSource.system(), System::nanoTime), new Random(), ActingInstance.IMPATIENT,
                StepListener.NOOP);
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @Override
    protected InMemoryIntents intents() {
        return intents;
    }

    @Override
    protected ActionExecutor executor() {
        return actions;
    }

    @Override
    protected String nodeId() {
        return manager.id();
    }

    @Override
    protected Optional<String> label(String key) {
        return lab.api(manager).nodeLabel(manager.id(), key);
    }
}
