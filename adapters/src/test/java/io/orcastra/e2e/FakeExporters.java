package io.orcastra.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.Loopback;
import io.orcastra.lab.SwarmLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An exporter for each node over real sockets, with memory that follows the tasks: a node uses what it uses by itself and
 * what the tasks use that really run on it. Each may be made to misbehave.
 */
final class FakeExporters implements AutoCloseable {

    static final long GIB = 1L << 30;
    static final long TOTAL = 8 * GIB;

    private final SwarmLab lab;
    private final EngineApi api;
    private final Map<LabNode, HttpServer> servers = new HashMap<>();
    private final Map<LabNode, Integer> ports = new HashMap<>();
    private final Map<LabNode, Long> own = new ConcurrentHashMap<>();
    private final Map<LabNode, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> ofServices = new ConcurrentHashMap<>();
    private final Map<String, Long> growth = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    FakeExporters(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        lab.nodes().forEach(this::start);
    }

    /** How an exporter answers. */
    enum Answer { HONEST, DOWN, HANGING, GARBAGE, NOT_A_NUMBER, OLD, ZERO_TOTAL }

    /** What the node uses by itself, in percent of its memory. */
    FakeExporters node(LabNode node, double percent) {
        own.put(node, (long) (TOTAL * percent / 100));
        return this;
    }

    /** What each task of the service uses, in percent of a node's memory. */
    FakeExporters service(String service, double percent) {
        ofServices.put(service, (long) (TOTAL * percent / 100));
        return this;
    }

    /** From what was said of the service on, each of its tasks uses so much more with each second that it runs. */
    FakeExporters growing(String service, double percentPerSecond) {
        growth.put(service, (long) (TOTAL * percentPerSecond / 100));
        return this;
    }

    /** Bytes in use on each node now, by host name. */
    Map<String, Long> used() {
        Map<String, Long> used = new TreeMap<>();
        lab.nodes().forEach(node -> used.put(node.name(), own.get(node) + ofServices.keySet().stream()
                .flatMap(service -> running(service, node).stream().map(task -> used(service, task)))
                .mapToLong(Long::longValue).sum()));
        return used;
    }

    private long used(String service, LabTask task) {
        long seconds = Duration.between(task.since(), Instant.now()).toSeconds();
        return ofServices.get(service) + growth.getOrDefault(service, 0L) * seconds;
    }

    private List<LabTask> running(String service, LabNode node) {
        return api.running(service).stream().filter(task -> task.node().equals(node.id())).toList();
    }

    void answer(LabNode node, Answer answer) {
        if (answers.put(node, answer) == Answer.DOWN) {
            start(node, ports.get(node));
        }
        if (answer == Answer.DOWN) {
            servers.get(node).stop(0);
        }
    }

    /** The entry {@code node_exporters} of {@code rebalance_config.yml}, in a line. */
    String yaml() {
        return "node_exporters: {" + lab.nodes().stream().map(node -> " " + node.name() + ": \"http://"
                + Loopback.own().getHostAddress() + ":" + ports.get(node) + "/metrics\"").collect(Collectors.joining(",")) + " }\n";
    }

    private void start(LabNode node) {
        node(node, 20);
        answers.put(node, Answer.HONEST);
        start(node, 0);
    }

    private void start(LabNode node, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(Loopback.own(), port), 0);
            server.setExecutor(threads);
            server.createContext("/metrics", exchange -> answer(node, exchange));
            server.start();
            servers.put(node, server);
            ports.put(node, server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(LabNode node, HttpExchange exchange) throws IOException {
        Answer answer = answers.get(node);
        if (answer == Answer.HANGING) {
            hang();
        }
        byte[] body = (answer == Answer.GARBAGE ? "<html>It works!</html>\n" : exposition(node, answer))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String exposition(LabNode node, Answer answer) {
        StringBuilder text = new StringBuilder();
        String at = answer == Answer.OLD ? " " + Instant.now().minusSeconds(600).toEpochMilli() : "";
        long used = own.get(node);
        for (String service : ofServices.keySet()) {
            for (LabTask task : running(service, node)) {
                long its = used(service, task);
                used += its;
                text.append("container_memory_working_set_bytes{id=\"/docker/").append(task.id())
                        .append("\",container_label_com_docker_swarm_task_id=\"").append(task.id())
                        .append("\",container_label_com_docker_swarm_node_id=\"").append(node.id()).append("\"} ")
                        .append(its).append(at).append('\n');
            }
        }
        String total = answer == Answer.ZERO_TOTAL ? "0" : answer == Answer.NOT_A_NUMBER ? "NaN" : "" + TOTAL;
        return text.append("node_memory_MemTotal_bytes ").append(total).append(at)
                .append("\nnode_memory_MemAvailable_bytes ").append(TOTAL - used).append(at).append('\n').toString();
    }

    @Override
    public void close() {
        end.countDown();
        servers.values().forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
