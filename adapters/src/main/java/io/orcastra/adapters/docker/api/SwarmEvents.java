package io.orcastra.adapters.docker.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's stream of swarm events, each meaning only <em>look now</em>: nodes, services, networks, secrets and
 * configs. Docker has no events for tasks.
 *
 * <p>Reconnects for ever, waiting 0.3 s at first and at most 5 s, and calls back once after every connect, for what was
 * missed meanwhile is not told again. A stream that says nothing may be a peaceful swarm or a dead connection, which
 * cannot be told apart from here; it is therefore opened anew every five minutes, and the regular poll is the net under
 * what a dead one misses in between.
 */
public final class SwarmEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwarmEvents.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/events" + Filters.with("scope", "swarm").query();
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final DockerTransport transport;
    private final Clock clock;
    private final Runnable lookNow;
    private final Duration longestStream;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private SwarmEvents(DockerEndpoint endpoint, Clock clock, Runnable lookNow, Duration longestStream) {
        this.transport = new DockerTransport(endpoint, "docker-events-stream", longestStream);
        this.clock = clock;
        this.lookNow = lookNow;
        this.longestStream = longestStream;
        this.thread = new Thread(this::listen, "docker-events");
        this.thread.setDaemon(true);
    }

    /**
     * Listens on a connection and threads of its own until closed.
     *
     * @param lookNow called from one of those threads; must return quickly
     */
    public static SwarmEvents listen(DockerEndpoint endpoint, Clock clock, Runnable lookNow) {
        return listen(endpoint, clock, lookNow, LONGEST_STREAM);
    }

    static SwarmEvents listen(DockerEndpoint endpoint, Clock clock, Runnable lookNow, Duration longestStream) {
        SwarmEvents events = new SwarmEvents(endpoint, clock, lookNow, longestStream);
        events.thread.start();
        return events;
    }

    /** Ends the stream; no call back begins after this returns. */
    @Override
    public void close() {
        closed.countDown();
        transport.close();
        try {
            thread.join(LONGEST_WAIT.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        Duration wait = FIRST_WAIT;
        while (!isClosed()) {
            long opened = clock.nanos();
            try {
                transport.exchange(request(), longestStream, this::follow);
                LOG.debug("The event stream ended.");
            } catch (RuntimeException broken) {
                LOG.debug("The event stream broke: {}", broken.getMessage());
            }
            boolean lasted = clock.nanos() - opened > LONGEST_WAIT.toNanos();
            wait = lasted ? FIRST_WAIT : wait;
            pause(wait);
            wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
        }
    }

    private Void follow(Response response) throws IOException {
        if (response.getStatusCode() != 200) {
            throw Refusals.read(request(), response);
        }
        call();
        try (JsonParser events = JSON.createParser(response.getBody())) {
            while (events.nextToken() != null) {
                events.skipChildren();
                call();
            }
        }
        return null;
    }

    private void call() {
        if (!isClosed()) {
            lookNow.run();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration wait) {
        try {
            closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            closed.countDown();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Without a version: events mean nothing but that there is one, so no field of theirs can be lost. */
    private static Request request() {
        Request.Builder builder = Request.builder();
        builder.method(Request.Method.GET).path(PATH);
        return builder.build();
    }
}
