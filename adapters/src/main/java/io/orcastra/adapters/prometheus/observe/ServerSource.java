package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.Shown;
import io.orcastra.adapters.prometheus.source.PrometheusServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A Prometheus server, asked by instant queries. What is averaged over a window has no age of its own, so the age of the
 * youngest sample is asked for beside it ({@code timestamp()}), by the server's own clock. That says how stale it is; what
 * it speaks of began with the window.
 */
record ServerSource(PrometheusServer server, Fetcher fetcher) implements MemorySource {

    private static final String AVAILABLE = "node_memory_MemAvailable_bytes";
    private static final String TOTAL = "node_memory_MemTotal_bytes";
    private static final String TASK = "container_label_com_docker_swarm_task_id";
    private static final String NODE = "container_label_com_docker_swarm_node_id";
    private static final String WORKING_SET = "container_memory_working_set_bytes";
    /** What Swarm calls the container of a task, as {@link ExporterSamples} has it. */
    private static final String CONTAINER = "\".+[.]([a-z0-9]{25})\"";
    /** What tells two exporters of one machine apart. */
    private static final String JOB = "job";
    private static final String INSTANCE = "instance";

    @Override
    public String kind() {
        return "prometheus";
    }

    @Override
    public String description() {
        return "the Prometheus server " + Shown.address(server.url());
    }

    @Override
    public Optional<String> node() {
        return Optional.empty();
    }

    @Override
    public boolean measuresNodes() {
        return true;
    }

    @Override
    public Readings read(Instant now, Duration limit) throws FetchFailed {
        Map<Exporter, Double> total = byExporter(query(TOTAL, limit));
        refuseOneNameForMany(total);
        Map<Exporter, Double> available = byExporter(query(overTime(opposite(server.function()), AVAILABLE), limit));
        Map<Exporter, Instant> at = new HashMap<>();
        for (QueryResult.Series series : query("timestamp(" + AVAILABLE + ")", limit).series()) {
            at.put(exporter(series), moment(series, now));
        }
        List<Readings.OfNode> nodes = new ArrayList<>();
        at.entrySet().stream().sorted(Map.Entry.<Exporter, Instant>comparingByValue().reversed()).forEach(one ->
                node(one.getKey(), total, available, since(now, one.getValue()), one.getValue()).ifPresent(nodes::add));
        return new Readings(nodes, tasks(now, limit));
    }

    private List<Readings.OfTask> tasks(Instant now, Duration limit) throws FetchFailed {
        Map<String, Instant> at = new HashMap<>();
        for (QueryResult.Series series : query(
                "max by (" + TASK + ") (" + ofTasks(metric -> "timestamp(" + metric + ")") + ")", limit).series()) {
            at.put(series.labels().getOrDefault(TASK, ""), moment(series, now));
        }
        List<Readings.OfTask> tasks = new ArrayList<>();
        for (QueryResult.Series series : query(eachCountedOnce(), limit).series()) {
            String task = series.labels().getOrDefault(TASK, "");
            if (at.containsKey(task) && Believable.isBytes(series.value())) {
                tasks.add(new Readings.OfTask(task, series.labels().getOrDefault(NODE, ""), (long) series.value(), at.get(task)));
            }
        }
        return tasks;
    }

    /** A task's containers add up; what two exporters, such as an agent and a cAdvisor, say of it does not. */
    private String eachCountedOnce() {
        String ofOneExporter = "sum by (" + TASK + ", " + NODE + ", " + JOB + ", " + INSTANCE + ") ("
                + ofTasks(metric -> overTime(server.function(), metric)) + ")";
        return "max by (" + TASK + ", " + NODE + ") (" + ofOneExporter + ")";
    }

    /** With the task as a label, also where a cAdvisor leaves the containers' labels out and tells names only. */
    private static String ofTasks(UnaryOperator<String> figure) {
        String labelled = figure.apply(WORKING_SET + "{" + TASK + "!=\"\"}");
        String named = figure.apply(WORKING_SET + "{" + TASK + "=\"\",name=~" + CONTAINER + "}");
        return labelled + " or label_replace(" + named + ", \"" + TASK + "\", \"$1\", \"name\", " + CONTAINER + ")";
    }

    /** Of one node nonsense is no word about the others. */
    private static Optional<Readings.OfNode> node(
            Exporter exporter, Map<Exporter, Double> total, Map<Exporter, Double> available, Instant since, Instant at) {
        if (!total.containsKey(exporter) || !available.containsKey(exporter)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Believable.node(exporter.node, total.get(exporter), available.get(exporter), since, at));
        } catch (FetchFailed nonsense) {
            return Optional.empty();
        }
    }

    private Map<Exporter, Double> byExporter(QueryResult result) throws FetchFailed {
        Map<Exporter, Double> values = new HashMap<>();
        for (QueryResult.Series series : result.series()) {
            Exporter exporter = exporter(series);
            if (values.put(exporter, series.value()) != null) {
                throw twice(exporter);
            }
        }
        return values;
    }

    /** Several exporters of one machine agree on its size, and are of different jobs or listen on different ports. */
    private static void refuseOneNameForMany(Map<Exporter, Double> total) throws FetchFailed {
        Map<String, Double> sizes = new HashMap<>();
        Set<List<String>> told = new HashSet<>();
        for (Map.Entry<Exporter, Double> one : total.entrySet()) {
            Exporter exporter = one.getKey();
            Double other = sizes.put(exporter.node, one.getValue());
            if (other != null && !other.equals(one.getValue()) || !told.add(List.of(exporter.value, exporter.job))) {
                throw twice(exporter);
            }
        }
    }

    private static FetchFailed twice(Exporter exporter) {
        return new FetchFailed("knows " + exporter.node + " twice: maybe another label names the node");
    }

    /** The last sample of a window is one sample, whatever the window. */
    private Instant since(Instant now, Instant at) {
        Instant begin = now.minus(server.window());
        return server.function().equals("last") || begin.isAfter(at) ? at : begin;
    }

    /** The label's value without a port: {@code 10.0.0.1:9100} is {@code 10.0.0.1}. */
    private Exporter exporter(QueryResult.Series series) {
        String value = series.labels().getOrDefault(server.nodeLabel(), "");
        return new Exporter(value.replaceFirst("^([^:]*):[0-9]+$", "$1").replaceFirst("^\\[(.*)\\](:[0-9]+)?$", "$1"), value,
                series.labels().getOrDefault(JOB, ""), series.labels().getOrDefault(INSTANCE, ""));
    }

    /** As old by our clock as it is by the server's. */
    private static Instant moment(QueryResult.Series series, Instant now) throws FetchFailed {
        double age = series.evaluated() - series.value();
        if (!(Math.abs(age) < 1e9)) {
            throw new FetchFailed("says of a sample that it is " + age + " s old");
        }
        return now.minusMillis(Math.max(0, Math.round(age * 1000)));
    }

    /** Most used is least available. */
    private static String opposite(String function) {
        return switch (function) {
            case "max" -> "min";
            case "min" -> "max";
            default -> function;
        };
    }

    private String overTime(String function, String metric) {
        return function + "_over_time(" + metric + "[" + server.window().toSeconds() + "s])";
    }

    private QueryResult query(String query, Duration limit) throws FetchFailed {
        URI address = URI.create(server.url().toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        Set<String> labels = Set.copyOf(List.of(TASK, NODE, JOB, INSTANCE, server.nodeLabel()));
        return fetcher.get(address, server.access(), "application/json", limit, (type, body) -> QueryResult.read(body, labels));
    }

    /**
     * @param node  as the label says, without a port
     * @param value of that label
     */
    private record Exporter(String node, String value, String job, String instance) {
    }
}
