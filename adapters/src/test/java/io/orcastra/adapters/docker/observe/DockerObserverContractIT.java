package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.engine.port.FallibleObserverContract;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@WithSwarmLab(nodes = 2)
@DisplayName("The observer of a real swarm")
class DockerObserverContractIT extends FallibleObserverContract {

    private final List<String> nodes = new ArrayList<>();
    private SocketProxy proxy;
    private DockerApi api;
    private DockerObserver observer;
    private LabServices services;
    private String name;
    private List<String> tasks;

    @BeforeEach
    void open(SwarmLab lab) {
        proxy = SocketProxy.inFrontOf(lab.node(1));
        api = new DockerApi(DockerEndpoint.ofSocket(proxy.socket()), ApiListener.NOOP, RealTime.CLOCK);
        observer = new DockerObserver(api, InstantSource.system(), service -> true);
        services = new LabServices(lab);
        lab.nodes().stream().map(LabNode::id).forEach(nodes::add);
        name = services.create("still", "--replicas", "2", "lab/plain:1");
        tasks = services.awaitRunning(name, 2).stream().map(LabTask::id).toList();
    }

    @AfterEach
    void close() {
        services.remove(name);
        api.close();
        proxy.close();
    }

    @Override
    protected Observer observer() {
        return observer;
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).filteredOn(LocalEngine.class::isInstance).hasSize(1);
        assertThat(facts).filteredOn(Node.class::isInstance).extracting(node -> ((Node) node).id())
                .containsExactlyInAnyOrderElementsOf(nodes);
        assertThat(facts).filteredOn(Service.class::isInstance).extracting(service -> ((Service) service).name())
                .contains(name);
        assertThat(facts).filteredOn(Task.class::isInstance).extracting(task -> ((Task) task).id())
                .containsAll(tasks);
    }

    @Override
    protected Collection<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault("the socket is away", proxy::cut, proxy::restore));
        for (String path : List.of("/nodes", "/services", "/tasks")) {
            faults.add(new Fault(path + " is answered by half", () -> proxy.breakOff(path), proxy::heal));
        }
        faults.add(new Fault("/tasks is not answered", () -> proxy.silence("/tasks"), proxy::heal));
        return faults;
    }

    /** Each of a look's questions, five at most, has its own limit. */
    @Override
    protected Duration deadline() {
        return DockerApi.READ_LIMIT.multipliedBy(5);
    }
}
