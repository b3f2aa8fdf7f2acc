package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.Access.Credentials;
import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.adapters.prometheus.source.PrometheusServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each key that says where memory is measured: a value, and what it becomes. */
class MemorySourcesReaderTest {
    private static final URI URL = URI.create("http://h:9100/metrics");
    private static final Function<MemorySources, Object> EXPORTERS = MemorySources::exporters;
    private static final Function<MemorySources, Object> INTERVAL = sources -> sources.pace().interval();
    private static final Function<MemorySources, Object> ACCESS = MemorySources::access;
    private static final Function<MemorySources, Object> SERVER = sources -> sources.server().orElseThrow();
    private static final Function<MemorySources, Object> EMPTY = MemorySources::isEmpty;
    private static final String SERVER_KEY = "memory_sources.prometheus";

    @TempDir
    private Path temporary;

    static Stream<Arguments> keys() {
        return Stream.of(Stream.of(
                arguments("comonitor_interval_seconds", "{comonitor_interval_seconds: 7}", INTERVAL, Duration.ofSeconds(7)),
                arguments("monitor_interval_seconds", "{monitor_interval_seconds: 8}", INTERVAL, Duration.ofSeconds(8)),
                arguments("default.check_interval_seconds", "{default: {check_interval_seconds: 9}}", INTERVAL,
                        Duration.ofSeconds(9)),
                arguments("node_exporter_nodes", "{node_exporter_nodes: }", EMPTY, true),
                arguments("node_exporter_nodes.<host>", "{node_exporter_nodes: {a: {}}}", EMPTY, true),
                arguments("node_exporter_nodes.<host>.exporter_url", "{node_exporter_nodes: {a: {exporter_url: 'http://h:9100/metrics'}}}",
                        EXPORTERS, List.of(new NamedExporter(ExporterKind.NODE_EXPORTER, "a", URL))),
                arguments("node_exporters", "{node_exporters: {}}", EMPTY, true),
                arguments("node_exporters.<node>", "{node_exporters: {a: 'http://h:9100/metrics'}}", EXPORTERS,
                        List.of(new NamedExporter(ExporterKind.NODE_EXPORTER, "a", URL))),
                arguments("cadvisors", "{cadvisors: {}}", EMPTY, true),
                arguments("cadvisors.<node>", "{cadvisors: {a: 'http://h:9100/metrics'}}", EXPORTERS,
                        List.of(new NamedExporter(ExporterKind.CADVISOR, "a", URL))),
                arguments("node_map", "{node_map: {}}", EMPTY, true),
                arguments("node_map.<node>", "{node_map: {a: b}}", of(MemorySources::hosts), Map.of("a", "b")),
                arguments("memory_sources", "{memory_sources: {}}", EMPTY, true),
                arguments("memory_sources.timeout_seconds", "{memory_sources: {timeout_seconds: 2}}",
                        of(sources -> sources.pace().timeout()), Duration.ofSeconds(2)),
                arguments("memory_sources.stale_seconds", "{memory_sources: {stale_seconds: 36}}",
                        of(sources -> sources.pace().stale()), Duration.ofSeconds(36)),
                arguments("memory_sources.scrapes_at_once", "{memory_sources: {scrapes_at_once: 3}}",
                        of(sources -> sources.pace().atOnce()), 3)),
                access("memory_sources", "{memory_sources: {%s}}", ACCESS, access -> access),
                Stream.of(ExporterKind.values()).flatMap(MemorySourcesReaderTest::discoveries),
                Stream.of(
                arguments(SERVER_KEY, "{memory_sources: {prometheus: {url: 'http://p'}}}", SERVER, server("avg", 300, "instance")),
                arguments(SERVER_KEY + ".url", "{memory_sources: {prometheus: {url: 'http://p'}}}", SERVER,
                        server("avg", 300, "instance")),
                arguments(SERVER_KEY + ".function", "{memory_sources: {prometheus: {url: 'http://p', function: max}}}", SERVER,
                        server("max", 300, "instance")),
                arguments(SERVER_KEY + ".window_seconds", "{memory_sources: {prometheus: {url: 'http://p', window_seconds: 60}}}",
                        SERVER, server("avg", 60, "instance")),
                arguments(SERVER_KEY + ".node_label", "{memory_sources: {prometheus: {url: 'http://p', node_label: node}}}", SERVER,
                        server("avg", 300, "node"))),
                access(SERVER_KEY, "{memory_sources: {prometheus: {url: 'http://p', %s}}}", SERVER, access -> new PrometheusServer(
                        URI.create("http://p"), "avg", Duration.ofSeconds(300), "instance", access))).flatMap(rows -> rows);
    }

    private static Stream<Arguments> access(String path, String yaml, Function<MemorySources, Object> effect,
            Function<Access, Object> expected) {
        Credentials basic = new Credentials.Basic("u", Path.of("/p"));
        String both = yaml.formatted("username: u, password_file: /p");
        return Stream.of(
                arguments(path + ".ca_file", yaml.formatted("ca_file: /ca"), effect,
                        expected.apply(new Access(Optional.of(Path.of("/ca")), new Credentials.None()))),
                arguments(path + ".username", both, effect, expected.apply(new Access(Optional.empty(), basic))),
                arguments(path + ".password_file", both, effect, expected.apply(new Access(Optional.empty(), basic))),
                arguments(path + ".bearer_token_file", yaml.formatted("bearer_token_file: /t"), effect,
                        expected.apply(new Access(Optional.empty(), new Credentials.Bearer(Path.of("/t"))))));
    }

    private static Stream<Arguments> discoveries(ExporterKind kind) {
        String path = "memory_sources." + kind.key();
        String yaml = "{memory_sources: {" + kind.key() + ": {%s}}}";
        Discovery usual = new Discovery(kind, Optional.of("s_x"), kind.usualUrl());
        Function<MemorySources, Object> discoveries = MemorySources::discoveries;
        return Stream.of(
                arguments(path, yaml.formatted("service: s_x"), discoveries, List.of(usual)),
                arguments(path + ".service", yaml.formatted("service: s_x"), discoveries, List.of(usual)),
                arguments(path + ".url", yaml.formatted("url: 'https://{hostname}:1/m'"), discoveries,
                        List.of(new Discovery(kind, Optional.empty(), "https://{hostname}:1/m"))));
    }

    private static PrometheusServer server(String function, int window, String label) {
        return new PrometheusServer(URI.create("http://p"), function, Duration.ofSeconds(window), label, Access.OPEN);
    }

    private static Function<MemorySources, Object> of(Function<MemorySources, Object> part) {
        return part;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void hasItsEffect(String key, String yaml, Function<MemorySources, Object> effect, Object expected) {
        assertThat(effect.apply(load(yaml, Map.of()))).isEqualTo(expected);
    }

    @Test
    void noKeyIsForgotten() {
        assertThat(keys().map(row -> (String) row.get()[0]))
                .containsExactlyInAnyOrderElementsOf(MemorySourceKeys.ALL.stream().map(Key::path).toList());
    }

    @Test
    void theOriginalsFileMeansWhatItsDocumentSays() {
        MemorySources full = new Folder(SamplesTest.SAMPLES.resolve("full")).load().memory();

        assertThat(full.exporters()).containsExactly(new NamedExporter(ExporterKind.NODE_EXPORTER, "brook-01-metal",
                URI.create("http://10.30.0.11:9100/metrics")));
        assertThat(full.hosts()).containsEntry("brook-01-vm", "brook-01-metal").hasSize(3);
        assertThat(full.pace().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(full.pace().stale()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theVariableWinsOverTheFile() {
        Map<String, String> environment = Map.of("REBALANCE_MONITOR_INTERVAL_SECONDS", "5");

        assertThat(load("{comonitor_interval_seconds: 7}", environment).pace().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(load("{}", Map.of()).pace().interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "node_exporters: { a: 'h:9100' } | rebalance_config.yml:1:22: error: node_exporters.a is \"h:9100\", not a URL",
        "node_exporters: { a: 'ftp://h/m' } | not a URL",
        "node_exporters: { a: 'http://u:p@h/m' } | error: node_exporters.a holds a user name or password",
        "memory_sources: { agent: {} } | error: memory_sources.agent names neither a service nor a url",
        "memory_sources: { agent: { url: 'http://h/m' } } | not a URL with {address} in it",
        "memory_sources: { agent: { service: s, url: 'http://{hostname}/m' } } | not a URL with {address} in it",
        "memory_sources: { agent: { service: 'a b' } } | cannot be the name of a service",
        "memory_sources: { prometheus: { function: avg } } | error: memory_sources.prometheus has no url",
        "memory_sources: { prometheus: { url: 'http://p', function: median } } | not avg, max, min or last",
        "memory_sources: { prometheus: { url: 'http://p', node_label: a-b } } | not the name of a label",
        "memory_sources: { username: u } | error: username and password_file belong together",
        "memory_sources: { username: u, password_file: /p, bearer_token_file: /t } | error: there is a bearer token beside",
        "memory_sources: { stale_seconds: 35 } | error: a sample would be stale after 35 s",
        "memory_sources: { scrapes_at_once: 0 } | not in the range 1 to 256",
        "memory_sources: { agnt: {} } | Maybe you meant agent."})
    void whatCannotBeMeantIsSaidWithItsPlace(String yaml, String expected) {
        assertThat(new Folder(temporary).with("swarm.yml", "# nothing\n").with("rebalance_config.yml", yaml + "\n").report())
                .contains(expected);
    }

    private MemorySources load(String yaml, Map<String, String> environment) {
        return new Folder(temporary).with("swarm.yml", "# nothing\n").with("rebalance_config.yml", yaml).load(environment).memory();
    }
}
