package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Services on a lab, memory as a test wants it, and Orcastra set up to rebalance within seconds. */
final class RebalancingScene implements AutoCloseable {

    /** Of a service, a node and the swarm, after a move. */
    static final Duration COOLDOWN = Duration.ofSeconds(20);
    /** How long pressure must last. */
    static final Duration SUSTAINED = Duration.ofSeconds(6);
    static final String IMAGE = "lab/plain:1";

    private static final String LOOK_SECONDS = "2";

    private final SwarmLab lab;
    private final LabServices services;
    private final EngineApi api;
    private final FakeExporters exporters;
    private final Path state;
    private final List<String> made = new ArrayList<>();
    private String limits = "timeout_seconds: 20, stale_seconds: 40";
    private Duration sustained = SUSTAINED;

    /** @param test whose state folder all its scenes share, so that the rules are compiled once; in another a daemon may run now */
    RebalancingScene(SwarmLab lab, Class<?> test) {
        this.lab = lab;
        this.state = Path.of("target", "orcastra-state", test.getSimpleName()).toAbsolutePath();
        this.services = new LabServices(lab);
        this.api = lab.api(lab.node(1));
        this.exporters = new FakeExporters(lab);
    }

    /** From now on, exporters that do not answer are to be noticed soon, and not only those that never do. */
    RebalancingScene impatient() {
        limits = "timeout_seconds: 2, stale_seconds: 4";
        return this;
    }

    /** From now on pressure must last for so long that no test sees the end of it, as it is shipped. */
    RebalancingScene patient() {
        sustained = Duration.ofMinutes(10);
        return this;
    }

    FakeExporters memory() {
        return exporters;
    }

    /** A service with one task on that node, free to run anywhere, whose task uses so much memory; returns its name. */
    String service(String stem, LabNode node, double percent, String... options) {
        String pin = "node.hostname==" + node.name();
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--constraint", pin, IMAGE));
        String name = services.create(stem, arguments.toArray(String[]::new));
        keep(name, percent);
        services.awaitRunning(name, 1);
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", pin, name);
        return name;
    }

    /** A service of several replicas, one on each node; returns its name. */
    String replicas(String stem, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--replicas", "" + lab.nodes().size(), IMAGE));
        String name = services.create(stem, arguments.toArray(String[]::new));
        keep(name, 1);
        services.awaitRunning(name, lab.nodes().size());
        return name;
    }

    /** Takes care of a service that was made otherwise. */
    void keep(String name, double percent) {
        made.add(name);
        exporters.service(name, percent);
    }

    /**
     * How long the swarm rests and how often memory is measured are said by variables, which win over the file.
     *
     * @param swarm    the whole of {@code swarm.yml}
     * @param cooldown of services, nodes and the swarm
     * @param stable   how long a node must be up before it is a target
     * @param more     further lines below {@code default}
     */
    OrcastraHome home(String swarm, Duration cooldown, Duration stable, String... more) {
        String minutes = minutes(cooldown);
        return new OrcastraHome(lab.node(1).dockerHost()).with("RELABEL_TIME", LOOK_SECONDS)
                .with("REBALANCE_GLOBAL_COOLDOWN_MINUTES", minutes).with("REBALANCE_MONITOR_INTERVAL_SECONDS", "1")
                .with("STATE_DIR", state.toString()).write("swarm.yml", swarm)
                .write("rebalance_config.yml", """
                        monitor_interval_seconds: 3600
                        default:
                          cooldown_minutes: %s
                          node_cooldown_minutes: %s
                          global_cooldown_minutes: 60
                          sustained_high_minutes: %s
                          stable_minutes: %s
                          memory_difference_gb: 0.1
                          rebalance_buffer_gb: 0.1
                        %smemory_sources: { %s }
                        %s""".formatted(minutes, minutes, minutes(sustained), minutes(stable), indented(more),
                        limits, exporters.yaml()));
    }

    /** Nothing but short leases and settling, because the lab's heartbeat is fast. */
    static String options() {
        return "options:\n  settle_seconds: 5\n  lease: {renew_seconds: 2, free_seconds: 4}\n";
    }

    private static String minutes(Duration time) {
        return "%.5f".formatted(time.toMillis() / 60_000.0);
    }

    EngineApi api() {
        return api;
    }

    LabNode nodeOf(String service) {
        return lab.nodeOfId(services.awaitRunning(service, 1).get(0).node());
    }

    JsonNode spec(String service) {
        return api.service(service).path("Spec");
    }

    /** Ids of all tasks there ever were, ended ones included, by service. */
    Map<String, List<String>> tasks() {
        Map<String, List<String>> tasks = new TreeMap<>();
        made.forEach(service -> tasks.put(service, api.tasks(service).stream().map(LabTask::id).sorted().toList()));
        return tasks;
    }

    /** How many tasks each service got since then; services without are left out. */
    Map<String, Integer> restartsSince(Map<String, List<String>> before) {
        Map<String, Integer> restarts = new TreeMap<>();
        tasks().forEach((service, now) -> {
            long come = now.stream().filter(id -> !before.get(service).contains(id)).count();
            if (come > 0) {
                restarts.put(service, (int) come);
            }
        });
        return restarts;
    }

    /** No service gets a task for so long. */
    void assertQuiet(Duration time, OrcastraProcess daemon) {
        Map<String, List<String>> before = tasks();
        RealTime.throughout(time, () -> assertThat(restartsSince(before)).as("the log ends %s", daemon.tail()).isEmpty());
    }

    /** How many tasks of a service run on each node, by host name. */
    Map<String, Long> spread(String service) {
        return api.running(service).stream().collect(Collectors.groupingBy(
                task -> lab.nodeOfId(task.node()).name(), TreeMap::new, Collectors.counting()));
    }

    /** How many tasks run on each node, of whatever service, by host name. */
    Map<String, Integer> tasksOnNodes() {
        Map<String, Integer> tasks = new TreeMap<>();
        lab.nodes().forEach(node -> tasks.put(node.name(), 0));
        api.running().forEach(task -> tasks.merge(lab.nodeOfId(task.node()).name(), 1, Integer::sum));
        return tasks;
    }

    private static String indented(String... lines) {
        return List.of(lines).stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    @Override
    public void close() {
        exporters.close();
        made.forEach(services::remove);
    }
}
