package io.orcastra.adapters.yaml;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.Access.Credentials;
import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.adapters.prometheus.source.Pace;
import io.orcastra.adapters.prometheus.source.PrometheusServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads where and how often memory is measured: the part of {@code rebalance_config.yml} that is no policy, and its variables. */
final class MemorySourcesReader {

    private static final Set<String> FUNCTIONS = Set.of("avg", "max", "min", "last");
    /** A sample may miss two rounds before it counts as unknown. */
    private static final int ROUNDS_UNTIL_STALE = 3;

    private final EnvironmentReader environment;

    MemorySourcesReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    MemorySources read(Section root) {
        Section own = root.section("memory_sources");
        List<NamedExporter> exporters = new ArrayList<>();
        for (Section.Entry host : root.section("node_exporter_nodes").entries()) {
            Optional<Value> url = host.value().section().flatMap(section -> section.get("exporter_url"));
            url.ifPresent(value -> named(ExporterKind.NODE_EXPORTER, host.name(), value, exporters));
        }
        root.section("node_exporters").entries().forEach(node ->
                named(ExporterKind.NODE_EXPORTER, node.name(), node.value(), exporters));
        root.section("cadvisors").entries().forEach(node ->
                named(ExporterKind.CADVISOR, node.name(), node.value(), exporters));
        Map<String, String> hosts = new LinkedHashMap<>();
        root.section("node_map").entries().forEach(node ->
                node.value().text().ifPresent(host -> hosts.put(node.name(), host)));
        List<Discovery> discoveries = Stream.of(ExporterKind.values())
                .flatMap(kind -> winning(kind, own).stream()).toList();
        return new MemorySources(exporters, discoveries, server(own), hosts, access(own), pace(root, own));
    }

    private static void named(ExporterKind kind, String name, Value value, List<NamedExporter> exporters) {
        value.text().flatMap(text -> Url.checked(text, value)).ifPresent(url -> exporters.add(new NamedExporter(kind, name, url)));
    }

    private Optional<Discovery> winning(ExporterKind kind, Section own) {
        Optional<Discovery> inFile = discovery(kind, own);
        Optional<Discovery> set = kind == ExporterKind.AGENT ? new AgentService(environment).read() : Optional.empty();
        if (set.isPresent() && inFile.isPresent() && !set.equals(inFile)) {
            own.get(kind.key()).ifPresent(value -> value.warning(
                    value.path() + " is not used: AGENT_SERVICE is set, and names other agents", "Maybe remove one of the two."));
        }
        return set.or(() -> inFile);
    }

    private static Optional<Discovery> discovery(ExporterKind kind, Section own) {
        Section section = own.section(kind.key());
        Optional<String> service = section.get("service").flatMap(value ->
                value.text().flatMap(name -> ServiceName.checked(name, value)));
        Optional<String> url = section.get("url").flatMap(value -> Url.template(value, service.isPresent()));
        boolean written = section.get("service").isPresent() || section.get("url").isPresent();
        if (!written) {
            own.get(kind.key()).ifPresent(value -> value.error(value.path() + " names neither a service nor a url",
                    "Maybe write " + kind.key() + ": { url: \"" + kind.usualUrl() + "\" }."));
        }
        return service.isEmpty() && url.isEmpty() ? Optional.empty()
                : Optional.of(new Discovery(kind, service, url.orElse(kind.usualUrl())));
    }

    private static Optional<PrometheusServer> server(Section own) {
        Section section = own.section("prometheus");
        Optional<Value> written = own.get("prometheus");
        if (written.isPresent() && section.get("url").isEmpty()) {
            written.get().error(written.get().path() + " has no url", "Maybe write url: http://prometheus:9090.");
        }
        String function = section.get("function").flatMap(value -> value.text().flatMap(text -> FUNCTIONS.contains(text)
                ? Optional.of(text) : value.unexpected("avg, max, min or last", "Maybe write avg."))).orElse("avg");
        String label = section.get("node_label").flatMap(value -> value.text().flatMap(text ->
                text.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? Optional.of(text)
                        : value.unexpected("the name of a label", "Maybe write instance."))).orElse("instance");
        return section.get("url").flatMap(value -> value.text().flatMap(text -> Url.checked(text, value)))
                .map(url -> new PrometheusServer(url, function, Duration.ofSeconds(section.number("window_seconds")), label,
                        access(section)));
    }

    private static Access access(Section section) {
        Optional<Value> user = section.get("username");
        Optional<Value> password = section.get("password_file");
        Optional<Value> token = section.get("bearer_token_file");
        Credentials credentials = new Credentials.None();
        if (user.isPresent() != password.isPresent()) {
            user.or(() -> password).get().error("username and password_file belong together, and one is missing",
                    "Maybe write both, or bearer_token_file instead.");
        } else if (user.isPresent()) {
            token.ifPresent(value -> value.error("there is a bearer token beside a user and a password",
                    "Maybe remove one of the two: a request carries only one."));
            credentials = user.get().text().<Credentials>flatMap(name -> Url.path(password.get())
                    .map(file -> new Credentials.Basic(name, file))).orElse(credentials);
        } else if (token.isPresent()) {
            credentials = Url.path(token.get()).<Credentials>map(Credentials.Bearer::new).orElse(credentials);
        }
        return new Access(section.get("ca_file").flatMap(Url::path), credentials);
    }

    private Pace pace(Section root, Section own) {
        Optional<Duration> written = Stream.of(root.get("comonitor_interval_seconds"), root.get("monitor_interval_seconds"),
                        root.section("default").get("check_interval_seconds"))
                .flatMap(Optional::stream).map(Value::whole).flatMap(Optional::stream).map(Duration::ofSeconds).findFirst();
        boolean set = environment.text(Variable.REBALANCE_MONITOR_INTERVAL_SECONDS).isPresent();
        Duration interval = set || written.isEmpty()
                ? environment.seconds(Variable.REBALANCE_MONITOR_INTERVAL_SECONDS) : written.get();
        Duration timeout = Duration.ofSeconds(own.number("timeout_seconds"));
        Duration least = interval.plus(timeout);
        Duration stale = own.get("stale_seconds").flatMap(value -> value.whole().map(seconds -> {
            if (seconds <= least.toSeconds()) {
                value.error("a sample would be stale after " + seconds + " s, before the next one is there",
                        "Maybe write more than " + least.toSeconds() + ".");
            }
            return Duration.ofSeconds(seconds);
        })).orElse(longer(interval.multipliedBy(ROUNDS_UNTIL_STALE), least.plus(timeout)));
        return new Pace(interval, timeout, stale, own.number("scrapes_at_once"));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
