package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Beside an engine on a real socket that tells of what happens when the test says so, and of nothing else. */
@DisplayName("The stream of swarm events")
class SwarmEventsTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String EVENT = "{\"Type\": \"service\", \"Action\": \"update\", \"Actor\": {\"Attributes\": {\"name\": \"web\"}}}\n";
    /** The engine ends the stream. */
    private static final String END = "";

    private final BlockingQueue<String> happening = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    /** Those that the engine still tells, or would as soon as something happens. */
    private final AtomicInteger streams = new AtomicInteger();
    private final StubServer engine = StubServer.with((request, out) -> {
        if (refusals.getAndDecrement() > 0) {
            StubServer.answer("503 Service Unavailable", "", "{\"message\": \"no leader\"}").answer(request, out);
            return;
        }
        streams.incrementAndGet();
        try {
            tell(out);
        } finally {
            streams.decrementAndGet();
        }
    });

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("calls back once on connecting, once for each event, once on reconnecting, and not any more once closed")
    void callsBackOnceForEach() {
        try (SwarmEvents events = listen(Duration.ofMinutes(5))) {
            awaitLooks(1);
            for (int event = 1; event <= 3; event++) {
                happening.add(EVENT);
                awaitLooks(1 + event);
            }
            happening.add(END);
            awaitLooks(5);
            happening.add(EVENT + EVENT);
            awaitLooks(7);
            assertThat(engine.requests()).hasSize(2).allMatch(request -> request.startsWith("GET /events?"));
        }
        await().atMost(SOON).until(() -> happening.add(EVENT) && streams.get() == 0);
        assertThat(looks).as("each came in its turn, so that none came twice").hasValue(7);
    }

    @Test
    @DisplayName("calls nobody for a connection that was refused, and goes on trying")
    void doesNotCallForARefusal() {
        refusals.set(2);
        try (SwarmEvents events = listen(Duration.ofMinutes(5))) {
            awaitLooks(1);
            happening.add(EVENT);
            awaitLooks(2);
        }
        assertThat(looks).hasValue(2);
        assertThat(engine.requests()).hasSize(3);
    }

    @Test
    @DisplayName("is opened anew when it has lasted as long as a stream may, although nothing came")
    void isOpenedAnew() {
        try (SwarmEvents events = listen(Duration.ofMillis(500))) {
            await().atMost(SOON).until(() -> looks.get() >= 2);
        }
        assertThat(engine.requests()).hasSizeGreaterThanOrEqualTo(looks.get());
    }

    private SwarmEvents listen(Duration longestStream) {
        URI address = URI.create("tcp://" + engine.url().getAuthority());
        return SwarmEvents.listen(new DockerEndpoint(address, Optional.empty(), "a test"), RealTime.CLOCK, looks::incrementAndGet, longestStream);
    }

    private void awaitLooks(int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(looks).hasValue(count));
    }

    private void tell(OutputStream out) throws IOException, InterruptedException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String event = happening.take(); !event.equals(END); event = happening.take()) {
            write(out, Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
        }
        write(out, "0\r\n\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
