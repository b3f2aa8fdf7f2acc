package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.orcastra.adapters.agent.AgentHealth;
import io.orcastra.adapters.agent.ModChores;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.mods.DockerLogins;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemon and agent together, over HTTP, beside an engine that plays answers back and a place where a mod lies. */
class ModsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofHours(12);
    private static final String NODE = "node1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));
    private final AtomicLong skipped = new AtomicLong();
    private final Clock clock = Clock.of(now::get, () -> System.nanoTime() + skipped.get());
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock);
    private final Fetcher fetcher = new Fetcher();
    private final InMemoryIntents intents = new InMemoryIntents();

    @TempDir
    private Path folder;
    private Path cache;
    private HttpServer place;
    private String theme;
    private ModChores chores;
    private StatusServer server;
    private Agents agents;
    private ModObserver mods;
    private ModActions actions;

    @BeforeEach
    void start() throws IOException {
        place = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        place.createContext("/theme.tar", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("theme".getBytes());
            exchange.close();
        });
        place.start();
        theme = "http://127.0.0.1:" + place.getAddress().getPort() + "/theme.tar";
        engine.answer("GET /v1.41/info", 200, "{\"Swarm\": {\"NodeID\": \"" + NODE + "\"}}");
        containers("""
                [{"Id": "c1", "Labels": {"com.linuxserver.mod.theme": "%s?key=secret", "com.linuxserver.mod.no": "nothing"}},
                 {"Id": "c2", "Labels": null}, {"Id": "c3"}]""".formatted(theme));
        engine.answer("GET /v1.41/containers/c1/json", 200, "{\"Config\": {\"Env\": [\"PATH=/bin\"]}}");
        engine.answer("GET /v1.41/containers/c2/json", 200,
                "{\"Config\": {\"Env\": [\"DOCKER_MODS=linuxserver/mods:a|them/b:1|\", \"X=DOCKER_MODS=them/c:1\"]}}");
        engine.answer("GET /v1.41/containers/c3/json", 200,
                "{\"Config\": {\"Env\": [\"DOCKER_MODS=them/d\", \"DOCKER_MODS_SIDELOAD=True\"]}}");
        cache = Files.createDirectory(folder.resolve("modcache"));
        chores = new ModChores(api, cache, 1000, new DockerLogins(cache.resolve("none")), clock);
        server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new AgentHealth("ok", List.of(), 0L), () -> "", "text/plain", Optional.of(new BearerToken("s3cret")),
                new Routes(Map.of(ModChores.PATH, chores::report), Map.of(), chores));
        server.start();
        AgentClient client = new AgentClient(fetcher, Files.writeString(folder.resolve("token"), "s3cret\n"));
        URI agent = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        agents = new Agents(() -> Set.of(OneNode.named(NODE)), nodes -> List.of(agent), clock);
        mods = new ModObserver(agents, client, Duration.ofHours(1), REFRESH, clock, () -> { });
        actions = new ModActions(new NobodyElse(), mods, client, new Intended(intents, "me", clock), Duration.ofMillis(20), clock);
    }

    @AfterEach
    void close() {
        mods.close();
        agents.close();
        fetcher.close();
        server.close();
        chores.close();
        api.close();
        engine.close();
        place.stop(0);
    }

    @Test
    void whatContainersAskForIsTold() {
        look();

        assertThat(mods.observe().facts()).containsExactlyInAnyOrder(
                new WantedMod(NODE, "theme.tar", theme, false, true),
                new WantedMod(NODE, "linuxserver.mods.a.tar.xz", "linuxserver/mods:a", false, true),
                new WantedMod(NODE, "them.b.1.tar.xz", "them/b:1", false, true),
                new FailedMod(NODE, "nothing", "is no address that begins with https:// or http://"));
        assertThat(engine.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void whatIsBeyondTheMostAnAgentLooksAtIsToldToo() {
        containers(IntStream.rangeClosed(1, 502).mapToObj("\"com.linuxserver.mod.m%1$d\": \"http://h/m%1$d.tar\""::formatted)
                .collect(Collectors.joining(", ", "[{\"Id\": \"c9\", \"Labels\": {", "}}]")));
        engine.answer("GET /v1.41/containers/c9/json", 200, "{\"Config\": {\"Env\": []}}");
        look();

        assertThat(mods.observe().facts()).hasSize(501).contains(new FailedMod(NODE, "the last 2 addresses by their text",
                "are not cached: containers here ask for 502, and 500 is the most an agent looks at"));
    }

    @Test
    void anEndThatNobodyHeardInTimeIsToldToNobody() {
        assertThat(chores.done("/mods/theme.tar").orElseThrow()).contains("under way");
        await().atMost(SOON).until(() -> Files.exists(cache.resolve("theme.tar")) && isIdle());
        skipped.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(chores.done("/mods/theme.tar").orElseThrow()).as("a fetch of its own").contains("under way");
        // it writes into a folder that is deleted after the test
        await().atMost(SOON).until(() -> !chores.done("/mods/theme.tar").orElseThrow().contains("under way"));
    }

    /** Once the file is there nothing but new work is waited for. */
    private static boolean isIdle() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("mods"))
                .allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void itIsFetchedAndThenIsThereUntilItIsOld() {
        look();

        assertThat(fetch("theme.tar")).extracting(Outcome::result, Outcome::message).containsExactly(Result.SUCCEEDED, "");

        assertThat(cache.resolve("theme.tar")).hasContent("theme");
        assertThat(intents.open()).isEmpty();
        assertThat(theme()).isEqualTo(new WantedMod(NODE, "theme.tar", theme, true, false));
        now.updateAndGet(time -> time.plus(REFRESH));
        assertThat(theme()).isEqualTo(new WantedMod(NODE, "theme.tar", theme, true, true));
    }

    @Test
    void aRefreshMakesOldWhatIsThere() {
        look();
        fetch("theme.tar");
        now.updateAndGet(time -> time.plusSeconds(5));

        mods.refresh();

        await().atMost(SOON).until(() -> theme().old());
        now.updateAndGet(time -> time.plusSeconds(1));
        fetch("theme.tar");
        assertThat(theme()).isEqualTo(new WantedMod(NODE, "theme.tar", theme, true, false));
    }

    @Test
    void whatDoesNotComeIsToldWithItsReason() {
        containers("[{\"Id\": \"c1\", \"Labels\": {\"com.linuxserver.mod.x\": \"" + theme.replace("theme", "gone") + "\"}}]");
        look();

        assertThat(fetch("gone.tar").result()).isEqualTo(Result.FAILED);

        assertThat(mods.observe().facts()).contains(
                new FailedMod(NODE, theme.replace("theme", "gone"), "is answered with status 404 by 127.0.0.1: there is no such thing"));
    }

    @Test
    void nothingIsFetchedThatNoContainerAsksFor() {
        look();

        assertThat(fetch("other.tar")).extracting(Outcome::result, Outcome::message)
                .containsExactly(Result.SKIPPED, "no container asks for it any more");
        assertThat(fetch("../../etc/passwd").result()).isEqualTo(Result.FAILED);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void ofTwoWithOneNameOneIsRefused() {
        containers("[{\"Id\": \"c1\", \"Labels\": {\"com.linuxserver.mod.x\": \"" + theme + "\", "
                + "\"com.linuxserver.mod.y\": \"http://elsewhere/theme.tar\"}}]");
        look();

        assertThat(mods.observe().facts()).containsExactlyInAnyOrder(new WantedMod(NODE, "theme.tar", theme, false, true),
                new FailedMod(NODE, "http://elsewhere/theme.tar", "has the same name, theme.tar, as " + theme));
    }

    @Test
    void withoutAFolderNothingIsAskedFor() throws IOException {
        Files.delete(cache);
        mods.start();
        await().atMost(SOON).until(() -> mods.agent(NODE).isPresent());

        assertThat(mods.observe().facts()).isEmpty();
    }

    @Test
    void anInterruptedOneIsForgotten() {
        Intent intent = new Intent("i", "mod:node1:a:b.tar", "FetchMod", "ORC-MOD-201", "mod", List.of(), "", "me", now.get());

        assertThat(actions.recover(intent).proposal().action()).isEqualTo(new FetchMod(NODE, "a:b.tar"));
        assertThat(fetch("theme.tar").message()).isEqualTo("no agent answers on its node");
    }

    private void look() {
        mods.start();
        await().atMost(SOON).until(() -> !mods.observe().facts().isEmpty());
    }

    private WantedMod theme() {
        return mods.observe().facts().stream().filter(WantedMod.class::isInstance).map(WantedMod.class::cast)
                .filter(mod -> mod.file().equals("theme.tar")).findFirst().orElseThrow();
    }

    private Outcome fetch(String file) {
        return actions.execute(new Proposal("ORC-MOD-201", new FetchMod(NODE, file), "mod", "why"), Map.of());
    }

    private void containers(String list) {
        engine.answer("GET /v1.41/containers/json", 200, list);
    }
}
