package io.orcastra.adapters.prometheus.observe;

import static io.orcastra.adapters.prometheus.observe.SwarmOfNodes.node;
import static io.orcastra.adapters.prometheus.observe.SwarmOfNodes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.adapters.prometheus.source.Pace;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskMemory;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on one side, facts on the other, and a clock that is moved by hand. */
class MemoryObserverTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofSeconds(90);
    private static final String HALF_USED = "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 500\n";
    private static final Addresses NOWHERE = name -> {
        throw new UnknownHostException(name);
    };

    private final MovableClock clock = new MovableClock();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    /** Long enough for a busy machine, where nobody hangs. */
    private Duration timeout = Duration.ofSeconds(20);
    private volatile Set<Object> swarm = Set.of(node("1", "oak", "10.0.0.1"), node("2", "elm", "10.0.0.2"));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void anExporterTellsOfTheNodeItIsNamedAfter() {
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED)), named("2", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).containsExactlyInAnyOrder(
                new NodeMemory("1", "1", 1000, 500, clock.instant()), new NodeMemory("2", "2", 1000, 500, clock.instant()));
        assertThat(rounds).hasValue(1);
    }

    @Test
    void nodesOfOneHostShareItsMemory() {
        MemoryObserver memory = observer(Map.of("oak", "metal", "10.0.0.2", "metal"), named("metal", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).containsExactlyInAnyOrder(
                new NodeMemory("1", "metal", 1000, 500, clock.instant()), new NodeMemory("2", "metal", 1000, 500, clock.instant()));
    }

    @Test
    void aHostWithoutAnExporterIsUnknown() {
        MemoryObserver memory = observer(Map.of("oak", "metal", "elm", "tin"), named("metal", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).contains(new MemoryUnknown("2", "nothing measures the memory of its host tin"));
    }

    @Test
    void aNodeNobodyMeasuresIsUnknownUnlessItIsDrained() {
        swarm = Set.of(node("1", "oak", "10.0.0.1"), node("2", "elm", "10.0.0.2"),
                node("3", "ash", "10.0.0.3", NodeStatus.READY, Availability.DRAIN));
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).containsExactlyInAnyOrder(new NodeMemory("1", "1", 1000, 500, clock.instant()),
                new MemoryUnknown("2", "nothing measures the memory of elm"));
    }

    @Test
    void withoutSourcesNothingIsSaid() {
        MemoryObserver memory = observer();

        memory.measure();

        assertThat(memory.observe().facts()).isEmpty();
        assertThat(rounds).hasValue(0);
    }

    @Test
    void beforeTheFirstRoundNothingIsSaid() {
        assertThat(observer(named("oak", metrics(HALF_USED))).observe().facts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "node_memory_MemTotal_bytes 0\nnode_memory_MemAvailable_bytes 0\n",
        "node_memory_MemTotal_bytes NaN\nnode_memory_MemAvailable_bytes 1\n",
        "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes NaN\n",
        "node_memory_MemTotal_bytes +Inf\nnode_memory_MemAvailable_bytes 1\n",
        "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 1001\n",
        "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes -1\n",
        "node_memory_MemTotal_bytes 1000\n",
        "node_memory_MemTotal_bytes 1000\nnode_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 500\n",
        "node_memory_MemTotal_bytes 1000 4000000000000\nnode_memory_MemAvailable_bytes 500\n",
        "<html>down for maintenance</html>\n", ""})
    void whatCannotBeTrueIsUnknownAndTheOthersAreNot(String body) {
        MemoryObserver memory = observer(named("oak", metrics(body)), named("elm", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).hasSize(2).contains(new NodeMemory("2", "2", 1000, 500, clock.instant()))
                .anySatisfy(fact -> assertThat(fact).isInstanceOfSatisfying(MemoryUnknown.class, unknown -> {
                    assertThat(unknown.nodeId()).isEqualTo("1");
                    assertThat(unknown.reason()).startsWith("node_exporter http://127.0.0.1:");
                }));
    }

    @Test
    void oneThatHangsKeepsNoOtherWaiting() {
        timeout = Duration.ofSeconds(2);
        MemoryObserver memory = observer(named("oak", open(StubServer.hanging("HTTP/1.1 200 OK\r\n\r\n")).url()),
                named("elm", metrics(HALF_USED)));

        // a busy machine may let the answer of the other one come too late as well
        await().atMost(SOON).untilAsserted(() -> {
            memory.measure();
            assertThat(memory.observe().facts()).contains(new NodeMemory("2", "2", 1000, 500, clock.instant()))
                    .anyMatch(fact -> fact instanceof MemoryUnknown unknown
                            && unknown.reason().endsWith(" did not answer completely within 2 s"));
        });
    }

    @Test
    void aSampleServesUntilItIsStale() {
        StubServer server = StubServer.metrics(HALF_USED);
        MemoryObserver memory = observer(named("oak", server.url()), named("elm", metrics(HALF_USED)));
        memory.measure();
        Instant measured = clock.instant();
        server.close();
        clock.pass(STALE);
        memory.measure();

        assertThat(memory.observe().facts()).contains(new NodeMemory("1", "1", 1000, 500, measured));
        clock.pass(Duration.ofMillis(1));
        assertThat(memory.observe().facts()).anyMatch(fact -> fact instanceof MemoryUnknown unknown
                && unknown.nodeId().equals("1") && unknown.reason().contains("cannot be connected to"));
    }

    @Test
    void aSampleIsAsOldAsItSaysAndAJumpOfTheClockMakesNoneYounger() {
        long old = clock.instant().minus(STALE).toEpochMilli();
        URI aged = metrics("node_memory_MemTotal_bytes 1000 " + old + "\nnode_memory_MemAvailable_bytes 500\n");
        MemoryObserver memory = observer(named("oak", aged), named("elm", metrics(HALF_USED)));
        memory.measure();
        assertThat(memory.observe().facts()).contains(new NodeMemory("1", "1", 1000, 500, Instant.ofEpochMilli(old)));

        clock.pass(Duration.ofMillis(1));
        assertThat(memory.observe().facts()).anyMatch(fact -> fact instanceof MemoryUnknown unknown
                && unknown.reason().endsWith(" is older than 90 s"));
        clock.pass(STALE);
        clock.jump(Duration.ofDays(-1));
        assertThat(memory.observe().facts()).hasSize(2).allMatch(MemoryUnknown.class::isInstance);
    }

    @Test
    void twoNodesOfOneHostnameAreToldApartByIdAndAddressOnly() {
        swarm = Set.of(node("1", "oak", "10.0.0.1"), node("2", "oak", "10.0.0.2"),
                node("3", "elm", "10.0.0.3"), node("4", "elm", "10.0.0.4", NodeStatus.DOWN, Availability.ACTIVE));
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED)), named("10.0.0.2", metrics(HALF_USED)),
                named("elm", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).contains(new NodeMemory("2", "2", 1000, 500, clock.instant()),
                new NodeMemory("3", "3", 1000, 500, clock.instant()), new MemoryUnknown("4", "the node is down"),
                new MemoryUnknown("1", "nothing measures the memory of oak"));
    }

    @Test
    void aNodeThatIsDownDoesNotGetTheMemoryOfItsSuccessor() {
        swarm = Set.of(node("1", "oak", "10.0.0.1", NodeStatus.DOWN, Availability.ACTIVE), node("2", "oak2", "10.0.0.1"));
        MemoryObserver memory = observer(Map.of("10.0.0.1", "metal"), named("10.0.0.1", metrics(HALF_USED)));

        memory.measure();

        assertThat(memory.observe().facts()).containsExactlyInAnyOrder(
                new MemoryUnknown("1", "the node is down"), new NodeMemory("2", "2", 1000, 500, clock.instant()));
    }

    @Test
    void onEveryNodeByItsAddress() {
        swarm = Set.of(node("1", "oak", "127.0.0.1"), node("2", "elm", "0.0.0.0"));
        URI url = metrics(HALF_USED);
        MemoryObserver memory = observer(NOWHERE, List.of(new Discovery(ExporterKind.NODE_EXPORTER, Optional.empty(),
                url.toString().replace("127.0.0.1", "{address}"))));

        memory.measure();

        assertThat(memory.observe().facts()).containsExactlyInAnyOrder(new NodeMemory("1", "1", 1000, 500, clock.instant()),
                new MemoryUnknown("2", "nothing measures the memory of elm"));
    }

    @Test
    void oneExporterBehindTheAddressOfTwoNodesSpeaksForTheirHostOnly() {
        swarm = Set.of(node("1", "oak", "127.0.0.1"), node("2", "elm", "127.0.0.1"));
        StubServer server = open(StubServer.metrics(HALF_USED));
        List<Discovery> everywhere = List.of(new Discovery(ExporterKind.NODE_EXPORTER, Optional.empty(),
                server.url().toString().replace("127.0.0.1", "{address}")));
        MemoryObserver unknown = observer(NOWHERE, everywhere);
        MemoryObserver shared = observer(NOWHERE, sources(List.of(), everywhere, Map.of("oak", "metal", "elm", "metal")));

        unknown.measure();
        shared.measure();

        String ambiguous = "another node has its address 127.0.0.1 too, and node_map names no host of both";
        assertThat(unknown.observe().facts()).containsExactlyInAnyOrder(
                new MemoryUnknown("1", ambiguous), new MemoryUnknown("2", ambiguous));
        assertThat(shared.observe().facts()).containsExactlyInAnyOrder(
                new NodeMemory("1", "metal", 1000, 500, clock.instant()), new NodeMemory("2", "metal", 1000, 500, clock.instant()));
        assertThat(server.requests()).as("each asked once").hasSize(2);
    }

    @Test
    void anotherNodeThanExpectedIsNotBelieved() {
        String expected = "q32wwame0eg0rq67lmfyyq4c7";
        swarm = Set.of(node(expected, "oak", "10.0.0.1"));
        String other = "orcastra_agent_info{node_id=\"n2h57m8it2vov5kc513pqmp2m\"} 1\n";
        MemoryObserver memory = observer(named(expected, metrics(HALF_USED + other)));

        memory.measure();

        assertThat(memory.observe().facts()).singleElement().isInstanceOfSatisfying(MemoryUnknown.class, unknown ->
                assertThat(unknown.reason()).contains("measures another node, n2h57m8it2vov5kc513pqmp2m"));
    }

    @Test
    void behindEveryAddressOfAServiceWhoeverItSaysItIs() {
        URI url = metrics(HALF_USED + "node_uname_info{nodename=\"elm\"} 1\n");
        MemoryObserver memory = observer(name -> name.equals("tasks.monitor_exporter") ? List.of(InetAddress.getByName("localhost"))
                : NOWHERE.of(name), List.of(behind("monitor_exporter", url)));

        memory.measure();

        assertThat(memory.observe().facts()).contains(new NodeMemory("2", "2", 1000, 500, clock.instant()));
    }

    @Test
    void aServiceThatIsNotThereIsTheReason() {
        MemoryObserver memory = observer(NOWHERE, List.of(behind("gone", URI.create("http://127.0.0.1:1/"))));

        memory.measure();

        assertThat(memory.observe().facts()).contains(new MemoryUnknown("1", "the name tasks.gone cannot be resolved"));
    }

    @Test
    void aLookUpThatHangsIsNotBegunTwice() {
        timeout = Duration.ofMillis(100);
        AtomicInteger begun = new AtomicInteger();
        MemoryObserver memory = observer(name -> {
            begun.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }, List.of(behind("slow", URI.create("http://127.0.0.1:1/"))));

        memory.measure();
        memory.measure();

        assertThat(memory.observe().facts()).contains(new MemoryUnknown("1", "the name tasks.slow was not resolved in time"));
        await().atMost(SOON).until(() -> begun.get() > 0);
        assertThat(begun).hasValue(1);
    }

    @Test
    void tasksAreMeasuredWhereTheyRun() {
        swarm = Set.of(node("1", "oak", "10.0.0.1"), task("a", "1"), task("b", "1"), task("c", "1"), task("d", "1"));
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED + container("a", "1", "x", "300")
                + container("b", "1", "x", "100") + container("b", "1", "y", "50") + container("c", "2", "x", "100")
                + container("d", "1", "x", "NaN") + container("unknown", "1", "x", "1")
                + "container_memory_working_set_bytes{id=\"/\"} 1e9\n")));

        memory.measure();

        assertThat(memory.observe().facts()).filteredOn(TaskMemory.class::isInstance).containsExactlyInAnyOrder(
                new TaskMemory("a", "service", "1", 300, clock.instant()), new TaskMemory("b", "service", "1", 150, clock.instant()));
    }

    @Test
    void aContainerToldOfTwiceSpoilsTheAnswer() {
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED + container("a", "1", "x", "1") + container("a", "1", "x", "1"))));

        memory.measure();

        assertThat(memory.observe().facts()).anyMatch(fact -> fact instanceof MemoryUnknown unknown
                && unknown.reason().endsWith(" says container_memory_working_set_bytes twice"));
    }

    @Test
    void measuresByItselfAndAgainWhenANodeJoins() {
        StubServer server = open(StubServer.metrics(HALF_USED));
        MemoryObserver memory = observer(named("oak", server.url()));
        memory.start();
        memory.observe();
        await().atMost(SOON).until(() -> memory.observe().facts().size() == 2);
        int before = rounds.get();

        swarm = Set.of(node("1", "oak", "10.0.0.1"), node("3", "ash", "10.0.0.3"));
        memory.observe();

        await().atMost(SOON).until(() -> rounds.get() > before);
    }

    @Test
    void otherSourcesTakeTheirPlaceAtOnce() {
        MemoryObserver memory = observer(named("oak", metrics(HALF_USED)));
        memory.measure();
        MemorySources other = sources(List.of(named("elm", metrics(HALF_USED))), List.of(), Map.of());

        memory.configure(other);
        assertThat(memory.observe().facts()).isEmpty();
        memory.measure();

        assertThat(memory.observe().facts()).contains(new NodeMemory("2", "2", 1000, 500, clock.instant()));
    }

    private static String container(String task, String node, String id, String value) {
        return "container_memory_working_set_bytes{id=\"/docker/" + id + "\",container_label_com_docker_swarm_task_id=\"" + task
                + "\",container_label_com_docker_swarm_node_id=\"" + node + "\"} " + value + "\n";
    }

    private static Discovery behind(String service, URI url) {
        return new Discovery(ExporterKind.NODE_EXPORTER, Optional.of(service), url.toString().replace("127.0.0.1", "{address}"));
    }

    private URI metrics(String body) {
        return open(StubServer.metrics(body)).url();
    }

    private StubServer open(StubServer server) {
        opened.add(server);
        return server;
    }

    private static NamedExporter named(String name, URI url) {
        return new NamedExporter(ExporterKind.NODE_EXPORTER, name, url);
    }

    private MemoryObserver observer(NamedExporter... exporters) {
        return observer(Map.of(), exporters);
    }

    private MemoryObserver observer(Map<String, String> hosts, NamedExporter... exporters) {
        return observer(NOWHERE, sources(List.of(exporters), List.of(), hosts));
    }

    private MemoryObserver observer(Addresses addresses, List<Discovery> discoveries) {
        return observer(addresses, sources(List.of(), discoveries, Map.of()));
    }

    private MemoryObserver observer(Addresses addresses, MemorySources sources) {
        MemoryObserver memory = new MemoryObserver(sources, () -> swarm, clock, addresses, MemoryListener.NOOP, rounds::incrementAndGet);
        opened.add(memory);
        return memory;
    }

    private MemorySources sources(List<NamedExporter> exporters, List<Discovery> discoveries, Map<String, String> hosts) {
        return new MemorySources(exporters, discoveries, Optional.empty(), hosts, Access.OPEN,
                new Pace(Duration.ofHours(1), timeout, STALE, 4));
    }
}
