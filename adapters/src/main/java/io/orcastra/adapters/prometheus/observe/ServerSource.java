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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Queries of one reading; each has its share of the limit. */
    private static final int QUERIES = 5;

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
        Duration share = limit.dividedBy(QUERIES);
        Map<String, Double> total = byNode(query(TOTAL, share));
        Map<String, Double> available = byNode(query(overTime(opposite(server.function()), AVAILABLE), share));
        Map<String, Instant> at = new HashMap<>();
        for (QueryResult.Series series : query("timestamp(" + AVAILABLE + ")", share).series()) {
            at.put(name(series), moment(series, now));
        }
        List<Readings.OfNode> nodes = new ArrayList<>();
        for (Map.Entry<String, Instant> one : at.entrySet()) {
            node(one.getKey(), total, available, since(now, one.getValue()), one.getValue()).ifPresent(nodes::add);
        }
        return new Readings(nodes, tasks(now, share));
    }

    private List<Readings.OfTask> tasks(Instant now, Duration share) throws FetchFailed {
        Map<String, Instant> at = new HashMap<>();
        for (QueryResult.Series series : query(
                "max by (" + TASK + ") (" + ofTasks(metric -> "timestamp(" + metric + ")") + ")", share).series()) {
            at.put(series.labels().getOrDefault(TASK, ""), moment(series, now));
        }
        List<Readings.OfTask> tasks = new ArrayList<>();
        String sum = "sum by (" + TASK + ", " + NODE + ") ("
                + ofTasks(metric -> overTime(server.function(), metric)) + ")";
        for (QueryResult.Series series : query(sum, share).series()) {
            String task = series.labels().getOrDefault(TASK, "");
            if (at.containsKey(task) && Believable.isBytes(series.value())) {
                tasks.add(new Readings.OfTask(task, series.labels().getOrDefault(NODE, ""), (long) series.value(), at.get(task)));
            }
        }
        return tasks;
    }

    /** With the task as a label, also where a cAdvisor leaves the containers' labels out and tells names only. */
    private static String ofTasks(UnaryOperator<String> figure) {
        String labelled = figure.apply(WORKING_SET + "{" + TASK + "!=\"\"}");
        String named = figure.apply(WORKING_SET + "{" + TASK + "=\"\",name=~" + CONTAINER + "}");
        return labelled + " or label_replace(" + named + ", \"" + TASK + "\", \"$1\", \"name\", " + CONTAINER + ")";
    }

    /** Of one node nonsense is no word about the others. */
    private static Optional<Readings.OfNode> node(
            String name, Map<String, Double> total, Map<String, Double> available, Instant since, Instant at) {
        if (!total.containsKey(name) || !available.containsKey(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Believable.node(name, total.get(name), available.get(name), since, at));
        } catch (FetchFailed nonsense) {
            return Optional.empty();
        }
    }

    private Map<String, Double> byNode(QueryResult result) throws FetchFailed {
        Map<String, Double> values = new HashMap<>();
        for (QueryResult.Series series : result.series()) {
            if (values.put(name(series), series.value()) != null) {
                throw new FetchFailed("knows " + name(series) + " twice: maybe another label names the node");
            }
        }
        return values;
    }

    /** The last sample of a window is one sample, whatever the window. */
    private Instant since(Instant now, Instant at) {
        Instant begin = now.minus(server.window());
        return server.function().equals("last") || begin.isAfter(at) ? at : begin;
    }

    /** The label's value without a port: {@code 10.0.0.1:9100} is {@code 10.0.0.1}. */
    private String name(QueryResult.Series series) {
        String value = series.labels().getOrDefault(server.nodeLabel(), "");
        return value.replaceFirst("^([^:]*):[0-9]+$", "$1").replaceFirst("^\\[(.*)\\](:[0-9]+)?$", "$1");
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

    private QueryResult query(String query, Duration share) throws FetchFailed {
        URI address = URI.create(server.url().toString().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return fetcher.get(address, server.access(), "application/json", share, (type, body) -> QueryResult.read(body));
    }
}
