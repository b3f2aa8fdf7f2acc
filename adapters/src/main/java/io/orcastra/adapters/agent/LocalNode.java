package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one engine, and never writes: who it is, its tasks' containers, and statistics of each. The engine takes up to
 * a second for one container's, so several are asked for at once.
 */
final class LocalNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);
    private static final int AT_ONCE = 8;
    private static final String CONTAINERS = "/containers/json" + Filters.with("label", SwarmContainer.TASK_LABEL).query();

    private final DockerApi api;
    private final Path meminfo;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, LocalNode::thread);

    LocalNode(DockerApi api, Path meminfo, InstantSource clock) {
        this.api = api;
        this.meminfo = meminfo;
        this.clock = clock;
    }

    /** @throws DockerFailure when the engine does not say who it is or what runs there */
    AgentReading read() throws InterruptedException {
        Instant at = clock.instant();
        JsonNode info = api.get("/info");
        List<Future<Optional<ContainerMemory>>> asked = new ArrayList<>();
        for (SwarmContainer container : api.list(CONTAINERS, SwarmContainer::of)) {
            asked.add(threads.submit(() -> memory(container)));
        }
        List<ContainerMemory> measured = new ArrayList<>();
        for (Future<Optional<ContainerMemory>> one : asked) {
            answer(one).ifPresent(measured::add);
        }
        return new AgentReading(info.path("Swarm").path("NodeID").asText(), info.path("Name").asText(), machine(), measured, at);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Of a container that ended meanwhile, or that the engine does not answer for, nothing is known. */
    private Optional<ContainerMemory> memory(SwarmContainer container) {
        try {
            return ContainerMemory.of(container, api.get("/containers/" + container.id() + "/stats?stream=false&one-shot=true"));
        } catch (NotFound ended) {
            return Optional.empty();
        } catch (DockerFailure failure) {
            LOG.debug("no statistics of container {}", container.name(), failure);
            return Optional.empty();
        }
    }

    private static Optional<ContainerMemory> answer(Future<Optional<ContainerMemory>> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("a container could not be read: " + fault.getCause(), fault.getCause());
        }
    }

    private MachineMemory machine() {
        try {
            return MachineMemory.read(meminfo);
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}. Maybe it is not mounted in this container.", meminfo, unreadable.getMessage());
            return null;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "container-stats");
        thread.setDaemon(true);
        return thread;
    }
}
