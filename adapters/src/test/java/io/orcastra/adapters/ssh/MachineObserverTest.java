package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.ssh.Bootstrap.Mode;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.ManagerByDefault;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.rules.verify.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineObserverTest {
    private final RecordedEngine engine = RecordedEngine.start();
    private final VirtualClock clock = new VirtualClock();
    private final RemoteEngines engines;
    private final MachineObserver observer;
    private final SshSettings ssh;
    private Set<Object> swarm = Set.copyOf(new Cluster().node("n1").facts());

    MachineObserverTest(@TempDir Path folder) {
        ssh = new SshSettings("root", 22, folder.resolve("no key"), folder.resolve("none"), false, Duration.ofSeconds(5), 1);
        engines = new RemoteEngines(ssh);
        observer = observer(Mode.WATCH);
    }

    private MachineObserver observer(Mode mode) {
        return new MachineObserver(new Bootstrap(mode, Duration.ofMinutes(5), ssh), engines,
                new DockerApi(engine.endpoint(), ApiListener.NOOP, clock), () -> List.of(new InventoryNode("n2", "127.0.0.1")), () -> swarm, clock);
    }

    @AfterEach
    void close() {
        observer.close();
        engines.close();
        engine.close();
    }

    @Test
    void noMachineIsToldBeforeTheSwarmSaidWhomItWantsForManagers() {
        engine.answer("GET /v1.41/swarm", 503, "{}");
        observer.look();
        assertThat(observer.learnDefaults()).isFalse();
        assertThat(observer.observe().facts()).isEmpty();

        engine.answer("GET /v1.41/swarm", 200, "{\"Spec\":{\"Labels\":{\"io.orcastra.managers\":\"n2,n3\"}}}");
        assertThat(observer.learnDefaults()).isTrue();
        assertThat(observer.observe().facts()).contains(new ManagerByDefault("n2"), new ManagerByDefault("n3"))
                .anyMatch(fact -> fact instanceof Machine machine && machine.state() == MachineState.LOGIN_REFUSED);
    }

    @Test
    void aMachineAskedOnceIsAskedOnceMoreWhenItsNodeIsLost() {
        engine.answer("GET /v1.41/swarm", 200, "{\"Spec\":{\"Labels\":{}}}");
        swarm = Set.copyOf(new Cluster().node("n2").facts());
        try (MachineObserver once = observer(Mode.ONCE)) {
            once.learnDefaults();
            assertThat(once.look()).hasSize(1);
            assertThat(once.observe().facts()).singleElement().isInstanceOf(Machine.class);

            swarm = Set.copyOf(new Cluster().node("n2", NodeStatus.UNKNOWN).facts());
            assertThat(once.look()).as("not lost").isEmpty();

            swarm = Set.copyOf(new Cluster().node("n2", NodeStatus.DOWN).facts());
            assertThat(once.look()).as("asked once more").hasSize(1);
            assertThat(once.look()).as("and not again").isEmpty();
        }
    }

    @Test
    void aSwarmThatWantsNobodyForManagerIsKnownToo() {
        engine.answer("GET /v1.41/swarm", 200, "{\"Spec\":{\"Labels\":{}}}");
        observer.look();

        assertThat(observer.learnDefaults()).isTrue();
        assertThat(observer.learnDefaults()).as("asked once").isFalse();
        assertThat(observer.observe().facts()).singleElement().isInstanceOf(Machine.class);
    }
}
