package io.orcastra.adapters.prometheus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.adapters.prometheus.source.Pace;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests are under way at once, counted where they arrive. */
class RoundsTest {
    private static final int AT_ONCE = 3;
    private static final int EXPORTERS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch asMany = new CountDownLatch(AT_ONCE);
    private final CountDownLatch oneMore = new CountDownLatch(AT_ONCE + 1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void asManyAsConfiguredAreAskedAtOnceAndNoMore() throws Exception {
        try (StubServer exporters = StubServer.with((request, out) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            asMany.countDown();
            oneMore.countDown();
            answer.await();
            underWay.decrementAndGet();                        // before the answer, after which the next one may come
            StubServer.answer("200 OK", "", "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 500\n")
                    .answer(request, out);
        }); Rounds rounds = new Rounds(new MovableClock(), name -> {
            throw new UnknownHostException(name);
        }, MemoryListener.NOOP)) {
            FutureTask<Round> round = new FutureTask<>(() -> rounds.run(asking(exporters), List.of()));
            Thread asking = new Thread(round);
            asking.start();

            assertThat(asMany.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("as many at once").isTrue();
            await().atMost(LIMIT).until(() -> asking.getState() == Thread.State.WAITING);
            assertThat(oneMore.await(300, TimeUnit.MILLISECONDS)).as("more than allowed").isFalse();
            answer.countDown();

            assertThat(round.get(LIMIT.toSeconds(), TimeUnit.SECONDS).measured()).hasSize(EXPORTERS)
                    .allSatisfy(measured -> assertThat(measured.readings()).isPresent());
            assertThat(most).hasValue(AT_ONCE);
        }
    }

    private static MemorySources asking(StubServer exporters) {
        List<NamedExporter> all = IntStream.range(0, EXPORTERS).mapToObj(i -> new NamedExporter(ExporterKind.NODE_EXPORTER,
                "node" + i, exporters.url().resolve("/metrics/" + i))).toList();
        return new MemorySources(all, List.of(), Optional.empty(), Map.of(), Access.OPEN,
                new Pace(Duration.ofHours(1), LIMIT, LIMIT, AT_ONCE));
    }
}
