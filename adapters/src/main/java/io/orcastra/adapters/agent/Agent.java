package io.orcastra.adapters.agent;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.engine.port.Clock;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads its engine on a schedule and hands out the last reading, however old: whoever asks sees its time. Knows no rule
 * and decides nothing.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    /** An engine that restarts is away for some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalNode node;
    private final Duration interval;
    private final Clock clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Agent::thread);
    private volatile AgentReading latest;
    private volatile long readAt;
    private boolean failing;

    /**
     * @param meminfo  {@code /proc/meminfo} of the machine
     * @param registry where the reading is published
     */
    public Agent(DockerApi api, Path meminfo, Duration interval, Clock clock, CollectorRegistry registry) {
        this.node = new LocalNode(api, meminfo, clock);
        this.interval = interval;
        this.clock = clock;
        AgentMetrics.register(registry, () -> latest);
    }

    /** Reads from now on until closed. */
    public void start() {
        scheduler.scheduleWithFixedDelay(this::read, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public AgentHealth health() {
        AgentReading reading = latest;
        if (reading == null) {
            return new AgentHealth("failing", List.of("the engine has not been read yet"), null);
        }
        Duration age = Duration.ofNanos(clock.nanos() - readAt);
        boolean late = age.compareTo(interval.multipliedBy(3).plus(PATIENCE)) > 0;
        return new AgentHealth(late ? "failing" : "ok",
                late ? List.of("the engine was last read " + age.toSeconds() + " s ago") : List.of(), age.toSeconds());
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        node.close();
    }

    private void read() {
        try {
            long began = clock.nanos();
            AgentReading reading = node.read();
            readAt = began;
            latest = reading;
            if (failing) {
                LOG.info("The engine answers again");
            }
            failing = false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (DockerFailure failure) {
            LOG.atLevel(failing ? Level.DEBUG : Level.WARN)
                    .log("The engine cannot be read, the last reading stays: {}", failure.getMessage());
            failing = true;
        } catch (RuntimeException fault) {
            LOG.error("A reading failed; the next is in {} s. Maybe this is a fault of Orcastra worth reporting.",
                    interval.toSeconds(), fault);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "agent");
        thread.setDaemon(true);
        return thread;
    }
}
