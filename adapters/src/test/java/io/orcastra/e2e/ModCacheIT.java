package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 1)
@DisplayName("Mods from a real registry")
class ModCacheIT {
    private static final Duration SOON = RealTime.PATIENCE;
    private static final String TOKEN = "0123456789abcdef";
    private static final int LAYER = 8 << 20;

    private final SwarmLab lab;
    private final LabNode node;
    private final String registry;
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;
    private Path token;
    private Path cache;

    ModCacheIT(SwarmLab lab) {
        this.lab = lab;
        this.node = lab.node(1);
        this.registry = lab.address(node).replaceFirst("[0-9]+$", "253") + ":5000";
    }

    @BeforeEach
    void prepare() throws IOException {
        token = Files.writeString(folder.resolve("token"), TOKEN);
        cache = Files.createDirectory(folder.resolve("modcache"));
    }

    @Test
    @DisplayName("what containers and tasks ask for arrives as the registry has it, and again when a refresh is asked for")
    void arrival() throws Exception {
        push("mods/theme:1", 1);
        HttpServer place = place("/files/plugin.tar", "plugin");
        lab.docker(node, "run", "-d", "--name", "asks", "--label", "com.linuxserver.mod.plugin=http://127.0.0.1:"
                + place.getAddress().getPort() + "/files/plugin.tar", "lab/plain:1");
        lab.docker(node, "service", "create", "-d", "--name", "asks-too", "--env",
                "DOCKER_MODS=" + registry + "/mods/theme:1|" + registry + "/lab/plain:1", "lab/plain:1");
        new LabServices(lab).awaitRunning("asks-too", 1);
        OrcastraHome agentHome = agentHome();
        OrcastraHome home = daemonHome(agentHome);
        try (OrcastraProcess agent = agent(agentHome)) {
            assertThat(home.command("dry-run").out()).as("what a dry run tells").contains("Plan: 3 actions",
                    "plugin.tar", "mods.theme.1.tar.xz", "lab.plain.1.tar.xz");
            assertThat(cache).as("nothing is fetched in a dry run").isEmptyDirectory();
            arrivesAndIsRefreshed(home, agent);
        } finally {
            place.stop(0);
            lab.docker(node, "service", "rm", "asks-too");
            lab.docker(node, "rm", "-f", "asks");
        }
    }

    private void arrivesAndIsRefreshed(OrcastraHome home, OrcastraProcess agent) throws Exception {
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(SOON, "mod_downloads_total", 3);
            assertThat(cache.resolve("plugin.tar")).hasContent("plugin");
            assertThat(digest("mods.theme.1.tar.xz")).isEqualTo(promised("mods/theme"));
            assertThat(digest("lab.plain.1.tar.xz")).isEqualTo(promised("lab/plain"));
            assertThat(agent.log()).noneMatch(line -> line.contains("DOCKER_MODS"));

            push("mods/theme:1", 2);
            String newer = promised("mods/theme");
            assertThat(newer).isNotEqualTo(digest("mods.theme.1.tar.xz"));
            assertThat(post(home, "/refresh_mods")).contains("mod_refresh_triggered");
            daemon.awaitTrue(SOON, "the newer version to arrive", () -> digest("mods.theme.1.tar.xz").equals(newer));
            daemon.awaitMetric(SOON, "mod_downloads_total", 4);
        }
    }

    @Test
    @DisplayName("what breaks off when the agent is killed is never seen under its name, and is continued")
    void interruption() throws Exception {
        push("mods/large:1", 3);
        try (BadLine line = new BadLine(registry)) {
            line.hold(true);
            lab.docker(node, "run", "-d", "--name", "asks", "--env", "DOCKER_MODS=" + line.host() + "/mods/large:1", "lab/plain:1");
            OrcastraHome agentHome = agentHome();
            Path arrived = cache.resolve("mods.large.1.tar.xz");
            Path begun = cache.resolve(".orcastra").resolve("mods.large.1.tar.xz.part");
            try (OrcastraProcess daemon = daemonHome(agentHome).run().awaitHealthy(); OrcastraProcess killed = agent(agentHome)) {
                daemon.awaitTrue(SOON, "half of it to arrive", () -> Files.exists(begun) && Files.size(begun) == BadLine.HELD_AFTER);
                assertThat(arrived).doesNotExist();
                killed.kill();
                assertThat(arrived).doesNotExist();
                assertThat(begun).hasSize(BadLine.HELD_AFTER);

                line.hold(false);
                try (OrcastraProcess next = agent(agentHome)) {
                    daemon.awaitTrue(SOON, "all of it to arrive", () -> Files.exists(arrived));
                    assertThat(digest("mods.large.1.tar.xz")).isEqualTo(promised("mods/large"));
                    assertThat(line.layers()).last().isEqualTo("bytes=" + BadLine.HELD_AFTER + "-");
                    next.awaitLog(SOON, "A mod is continued");
                }
            }
        } finally {
            lab.docker(node, "rm", "-f", "asks");
        }
    }

    @Test
    @DisplayName("what has another digest than was told is refused and reported, and comes when the registry tells the truth")
    void lie() throws Exception {
        push("mods/honest:1", 4);
        try (BadLine line = new BadLine(registry)) {
            line.lie(true);
            lab.docker(node, "run", "-d", "--name", "asks", "--env", "DOCKER_MODS=" + line.host() + "/mods/honest:1", "lab/plain:1");
            OrcastraHome agentHome = agentHome();
            try (OrcastraProcess agent = agent(agentHome); OrcastraProcess daemon = daemonHome(agentHome).run().awaitHealthy()) {
                agent.awaitLog(SOON, "and is refused");
                daemon.awaitLog(SOON, "ORC-MOD-401");
                daemon.awaitMetric(SOON, "mod_download_errors_total", 1);
                assertThat(cache.resolve("mods.honest.1.tar.xz")).doesNotExist();

                line.lie(false);
                daemon.awaitMetric(SOON, "mod_downloads_total", 1);
                assertThat(digest("mods.honest.1.tar.xz")).isEqualTo(promised("mods/honest"));
            }
        } finally {
            lab.docker(node, "rm", "-f", "asks");
        }
    }

    @Test
    @DisplayName("what a registry gives only to who is logged in arrives with the login of Docker's own file, which nothing shows")
    void login() throws Exception {
        String closed = lab.privateRegistry();
        lab.docker(node, "run", "-d", "--name", "asks", "--env", "DOCKER_MODS=" + closed + "/lab/plain:1", "lab/plain:1");
        OrcastraHome agentHome = agentHome().with("DOCKER_CONFIG", folder.toString());
        try (OrcastraProcess agent = agent(agentHome); OrcastraProcess daemon = daemonHome(agentHome).run().awaitHealthy()) {
            daemon.awaitLog(SOON, "it wants credentials or other ones");
            assertThat(cache.resolve("lab.plain.1.tar.xz")).doesNotExist();

            String login = Base64.getEncoder().encodeToString("lab:lab".getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("config.json"), "{\"auths\": {\"" + closed + "\": {\"auth\": \"" + login + "\"}}}");
            daemon.awaitMetric(SOON, "mod_downloads_total", 1);
            assertThat(digest("lab.plain.1.tar.xz")).isEqualTo(promised("lab/plain"));
            assertThat(Stream.concat(agent.log().stream(), daemon.log().stream())).noneMatch(line -> line.contains(login));
        } finally {
            lab.docker(node, "rm", "-f", "asks");
        }
    }

    private OrcastraHome agentHome() {
        return new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString()).with("MOD_MANAGER_DEST", cache.toString());
    }

    private OrcastraProcess agent(OrcastraHome home) {
        return home.agent("", "--chores", "--meminfo", node.meminfo().toString()).awaitHealthy();
    }

    private OrcastraHome daemonHome(OrcastraHome agentHome) {
        return new OrcastraHome(node.dockerHost()).with("AGENT_TOKEN_FILE", token.toString()).with("HTTP_TOKEN_FILE", token.toString())
                .with("AUTOHEAL_CHECK_INTERVAL", "1")
                .write("swarm.yml", "options: {settle_seconds: 1, cooldown_seconds: 1}\n")
                .write("rebalance_config.yml", "default: {priority_threshold: 1}\nmemory_sources:\n  agent: {url: \""
                        + agentHome.metricsUrl() + "?node={hostname}\"}\n");
    }

    /** An image of one layer of random bytes, the same for the same seed. */
    private void push(String image, int seed) throws IOException {
        Path context = Files.createDirectory(folder.resolve("image" + seed));
        byte[] bytes = new byte[LAYER];
        new Random(seed).nextBytes(bytes);
        Files.write(context.resolve("mod"), bytes);
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY mod /mod\nCMD [\"/mod\"]\n");
        lab.build(node, context, List.of("-t", registry + "/" + image));
        lab.docker(node, "push", "-q", registry + "/" + image);
    }

    /** The digest of the first layer, as the registry tells it to anybody. */
    private String promised(String repository) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + registry + "/v2/" + repository + "/manifests/1"))
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json").build();
        JsonNode manifest = new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return manifest.path("layers").path(0).path("digest").asText();
    }

    private String digest(String file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(cache.resolve(file)));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String post(OrcastraHome home, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(home.metricsUrl().replace("/metrics", path)))
                .header("Authorization", "Bearer " + TOKEN).POST(HttpRequest.BodyPublishers.noBody()).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpServer place(String path, String content) throws IOException {
        HttpServer place = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        place.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : content.length());
            if (!known) {
                exchange.getResponseBody().write(content.getBytes());
            }
            exchange.close();
        });
        place.start();
        return place;
    }
}
