package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.agent.AgentHealth;
import io.orcastra.adapters.agent.Chores;
import io.orcastra.adapters.agent.FirstSeen;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.http.BearerToken;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.ServiceImage;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.decision.CollectGarbage;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Daemon and agent together, over HTTP, beside an engine that plays answers back. */
class StorageTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** 1,000,000 s after 1970; the grace period begins at 990,000. */
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final Duration GRACE = Duration.ofSeconds(10_000);
    private static final String NODE = "node1";
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    private static final String MADE_UP = "c".repeat(64);
    private static final String DF = """
            {"LayersSize": 1000, "Images": [
              {"Id": "sha256:%1$s", "RepoTags": ["web:1"], "RepoDigests": ["web@sha256:11"], "Created": 100, "Size": 300, "SharedSize": 100},
              {"Id": "sha256:%2$s", "RepoTags": ["web:2"], "RepoDigests": null, "Created": 200, "Size": 400, "SharedSize": -1}],
             "Containers": [
              {"Id": "c0ffee000001", "Names": ["/job"], "State": "exited", "ImageID": "sha256:%2$s", "Created": 300, "SizeRw": 7},
              {"Id": "c0ffee000002", "Names": ["/up"], "State": "running", "ImageID": "sha256:%2$s", "Created": 300}],
             "Volumes": [
              {"Name": "%3$s", "Driver": "local", "Labels": null, "CreatedAt": "1970-01-02T00:00:00Z", "UsageData": {"RefCount": 0, "Size": 5}},
              {"Name": "data", "Driver": "local", "Labels": {}, "CreatedAt": "1970-01-12T13:46:39Z", "UsageData": {"RefCount": 0, "Size": 9}},
              {"Name": "mounted", "Driver": "local", "Labels": {}, "CreatedAt": "", "UsageData": {"RefCount": 1, "Size": 1}}]}"""
            .formatted(OLD, NEW, MADE_UP);
    /** The same as engines of API 1.52 and newer tell it. */
    private static final String VERBOSE = DF.replace("\"LayersSize\": 1000, \"Images\": [", "\"ImageUsage\": {\"TotalCount\": 2, "
            + "\"TotalSize\": 1000, \"Items\": [").replace("\"Containers\": [", "\"ContainerUsage\": {\"TotalCount\": 2, \"Items\": [")
            .replace("\"Volumes\": [", "\"VolumeUsage\": {\"TotalCount\": 3, \"Items\": [").replace("}]}", "}]}}").replace("}],", "}]},");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicBoolean acting = new AtomicBoolean(true);
    private final Clock clock = Clock.of(() -> NOW, nanos::get);
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock);
    private final Fetcher fetcher = new Fetcher();
    private final InMemoryIntents intents = new InMemoryIntents();

    @TempDir
    private Path folder;
    private Path seen;
    private Chores chores;
    private AgentClient client;
    private StatusServer server;
    private Agents agents;
    private StorageObserver storage;
    private StorageActions actions;

    @BeforeEach
    void start() throws IOException {
        engine.answer("GET /v1.41/info", 200, "{\"Swarm\": {\"NodeID\": \"" + NODE + "\"}}");
        engine.answer("GET /v1.41/system/df", 200, DF);
        engine.answer("GET /v1.41/containers/c0ffee000001/json", 200, "{\"State\": {\"FinishedAt\": \"1970-01-02T00:00:00Z\"}}");
        engine.answer("GET /v1.41/images/sha256:" + OLD + "/json", 200,
                "{\"RepoTags\": [\"web:1\"], \"Metadata\": {\"LastTagTime\": \"0001-01-01T00:00:00Z\"}}");
        engine.answer("GET /v1.41/services", 200, "[{\"Spec\": {\"Name\": \"web\", \"TaskTemplate\": {\"ContainerSpec\": "
                + "{\"Image\": \"docker.io/library/web:2@sha256:22\"}}}, \"PreviousSpec\": {\"TaskTemplate\": {\"ContainerSpec\": "
                + "{\"Image\": \"web\"}}}}]");
        engine.answer("GET /v1.41/containers/json", 200, "[]");
        seen = folder.resolve("seen.json");
        Files.writeString(seen, "{\"sha256:" + OLD + "\": 100}");
        chores = new Chores(api, new FirstSeen(seen, clock), GRACE, Set.of(), clock);
        server = new StatusServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> new AgentHealth("ok", List.of(), 0L), () -> "", "text/plain", Optional.of(new BearerToken("s3cret")),
                new Routes(Map.of(Chores.STORAGE, chores::stored), Map.of(), this::asked));
        server.start();
        client = new AgentClient(fetcher, Files.writeString(folder.resolve("token"), "s3cret\n"));
        URI agent = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        agents = new Agents(() -> Set.of(OneNode.named(NODE)), nodes -> List.of(agent), clock);
        storage = new StorageObserver(agents, client, new ServiceImages(api, new InMemoryLedger()),
                now -> due.getAndSet(false) ? Optional.of(now) : Optional.empty(), acting::get, GRACE, clock, () -> { });
        actions = new StorageActions(new NobodyElse(), storage, client, new Intended(intents, "me", clock));
    }

    @AfterEach
    void close() {
        storage.close();
        agents.close();
        fetcher.close();
        server.close();
        api.close();
        engine.close();
    }

    @Test
    void whatIsStoredIsToldWithItsAgeAndWhatServicesNeed() {
        look();

        assertThat(storage.observe().facts()).containsExactlyInAnyOrder(
                new StoredImage(NODE, "sha256:" + OLD, 200, 1, false, true),
                new StoredImage(NODE, "sha256:" + NEW, 400, 0, true, true),
                new ImageName(NODE, "sha256:" + OLD, "web:1"), new ImageName(NODE, "sha256:" + OLD, "web@sha256:11"),
                new ImageName(NODE, "sha256:" + NEW, "web:2"),
                new StoppedContainer(NODE, "c0ffee000001", "job", 7, true),
                new UnusedVolume(NODE, MADE_UP, 5, true, true), new UnusedVolume(NODE, "data", 9, false, false),
                new ServiceImage("web", "web:2"), new ServiceImage("web", "web@sha256:22"), new ServiceImage("web", "web:latest"));
        assertThat(engine.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void anEngineThatTellsItByKindIsUnderstood() throws Exception {
        String told = chores.stored().orElseThrow();
        engine.answer("GET /v1.41/system/df", 200, VERBOSE);

        assertThat(VERBOSE).doesNotContain("LayersSize", "\"Images\"", "\"Volumes\"");
        assertThat(chores.stored()).contains(told);
        assertThat(told).contains(OLD, NEW, MADE_UP, "c0ffee000001").contains("1022");
        assertThat(engine.sent()).contains("GET /v1.41/system/df?verbose=1 ");
    }

    @Test
    void whatTheEngineCannotMeasureTakesNothingInsteadOfLess() {
        engine.answer("GET /v1.41/system/df", 200, DF.replace("\"SizeRw\": 7", "\"SizeRw\": -1").replace("\"Size\": 5", "\"Size\": -1"));

        assertThat(chores.stored().orElseThrow()).contains("\"totalBytes\":1010").doesNotContain("-1");
        look();
        assertThat(storage.observe().facts()).contains(new StoppedContainer(NODE, "c0ffee000001", "job", 0, true),
                new UnusedVolume(NODE, MADE_UP, 0, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ImageUsage\": {\"TotalCount\": 2}, \"ContainerUsage\": {}, \"VolumeUsage\": {}}", "[]", "{\"Images\": []}"})
    void anEngineThatTellsItInNoWayTellsNothingAndNothingIsForgotten(String answer) {
        engine.answer("GET /v1.41/system/df", 200, answer);

        assertThat(chores.stored()).isEmpty();
        assertThat(seen).hasContent("{\"sha256:" + OLD + "\": 100}");
    }

    @Test
    void anEngineThatStoresNothingSaysSo() {
        engine.answer("GET /v1.41/system/df", 200, "{\"ImageUsage\": {}, \"ContainerUsage\": {}, \"VolumeUsage\": {}}");

        assertThat(chores.stored().orElseThrow()).contains("\"images\":[]");
    }

    @Test
    void withoutTheImagesOfServicesNothingIsKnown() {
        engine.answer("GET /v1.41/services", 503, "{\"message\": \"no leader\"}");
        storage.start();
        await().atMost(SOON).until(() -> engine.requests().contains("GET /v1.41/services"));

        assertThat(storage.observe().facts()).isEmpty();
        assertThat(engine.requests()).doesNotContain("GET /v1.41/system/df");
    }

    @Test
    void itIsRemovedWithoutForceAndWhatItReclaimedIsMeasured() {
        look();
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 204, "");
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 200, "[]");
        engine.answer("GET /v1.41/volumes/" + MADE_UP, 200, "{\"Labels\": null, \"CreatedAt\": \"1970-01-02T00:00:00Z\"}");
        engine.answer("DELETE /v1.41/volumes/" + MADE_UP, 409, "{\"message\": \"volume is in use\"}");
        engine.answer("GET /v1.41/system/df", 200, DF.replace("\"LayersSize\": 1000", "\"LayersSize\": 800"));

        Outcome outcome = collect();

        assertThat(outcome.message()).isEqualTo("removed 2 of 3, reclaimed 200 bytes");
        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(intents.open()).isEmpty();
        assertThat(storage.observe().facts()).isEmpty();
    }

    @Test
    void whatIsGoneIsGoneThoughNobodyTellsWhatItWasWorth() {
        look();
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 204, "");
        engine.answer("GET /v1.41/system/df", 500, "{\"message\": \"busy\"}");

        Outcome outcome = collect();

        assertThat(outcome.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(outcome.message()).startsWith("removed 1 of 3, how much was reclaimed is not known, its agent ");
    }

    @Test
    void theAgentRefusesAVolumeWithANameWhoeverAsks() {
        engine.answer("GET /v1.41/volumes/pgdata", 200, "{\"Labels\": {\"a\": \"b\"}}");
        engine.answer("DELETE /v1.41/volumes/pgdata", 204, "");
        engine.answer("GET /v1.41/volumes/marked", 200, "{\"CreatedAt\": \"1970-01-02T00:00:00Z\", "
                + "\"Labels\": {\"com.docker.volume.anonymous\": \"\"}}");
        engine.answer("DELETE /v1.41/volumes/marked", 204, "");

        assertThat(chores.done("/storage/volume/pgdata").orElseThrow()).contains("it is a volume with a name");
        assertThat(chores.done("/storage/volume/marked").orElseThrow()).contains("done");
        assertThat(engine.requests()).doesNotContain("DELETE /v1.41/volumes/pgdata").contains("DELETE /v1.41/volumes/marked");
    }

    @Test
    void aVolumeOfUnknownAgeIsYoung() {
        engine.answer("GET /v1.41/system/df", 200, DF.replace("1970-01-02T00:00:00Z", ""));
        look();

        assertThat(storage.observe().facts()).contains(new UnusedVolume(NODE, MADE_UP, 5, true, false));
    }

    @Test
    void aFaultWithOneAgentEndsNoRound() throws Exception {
        Set<URI> told = ConcurrentHashMap.newKeySet();
        try (Agents two = new Agents(() -> Set.of(OneNode.named(NODE)),
                nodes -> List.of(URI.create("http://a"), URI.create("http://b")), clock)) {
            assertThat(two.ask(agent -> {
                if (agent.getHost().equals("a")) {
                    throw new IllegalStateException("a fault");
                }
                told.add(agent);
            })).isTrue();
        }
        assertThat(told).containsExactly(URI.create("http://b"));
    }

    @Test
    void theAgentRefusesWhatIsYoungWhoeverAsks() {
        engine.answer("GET /v1.41/containers/c0ffee000001/json", 200, "{\"State\": {\"FinishedAt\": \"1970-01-12T11:00:01Z\"}}");
        engine.answer("GET /v1.41/volumes/" + MADE_UP, 200, "{\"Labels\": null, \"CreatedAt\": \"\"}");
        engine.answer("GET /v1.41/images/sha256:" + NEW + "/json", 200, "{\"Created\": \"1970-01-02T00:00:00Z\"}");

        for (String item : List.of("container/c0ffee000001", "volume/" + MADE_UP, "image/" + NEW)) {
            assertThat(chores.done("/storage/" + item).orElseThrow()).as(item).contains("left", "less than the 10000 s of this agent");
        }
        assertThat(engine.requests()).noneMatch(request -> request.startsWith("DELETE "));

        engine.answer("GET /v1.41/containers/c0ffee000001/json", 200, "{\"State\": {\"FinishedAt\": \"1970-01-12T11:00:00Z\"}}");
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 204, "");
        assertThat(chores.done("/storage/container/c0ffee000001").orElseThrow()).contains("done");
    }

    @Test
    void anImageCountsFromWhenItWasFirstSeenHere() throws IOException {
        Files.writeString(seen, "{\"sha256:" + OLD + "\": 990001, \"sha256:gone\": 1}");
        look();

        assertThat(storage.observe().facts()).contains(new StoredImage(NODE, "sha256:" + OLD, 200, 1, false, false));
        assertThat(seen).content().contains(OLD, "990001", NEW, "1000000").doesNotContain("gone");
    }

    @Test
    void onlyTheInstanceThatActsAsks() {
        acting.set(false);
        AtomicInteger moments = new AtomicInteger();
        try (StorageObserver idle = new StorageObserver(agents, client, new ServiceImages(api, new InMemoryLedger()),
                now -> moments.incrementAndGet() < 3 ? Optional.of(now) : Optional.empty(), acting::get, GRACE, clock, () -> { })) {
            idle.start();
            // a moment is asked for at the start and after each look
            await().atMost(SOON).until(() -> moments.get() == 3);
        }
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void anImageOfAServiceThatWasDeployedMeanwhileIsLeft() {
        look();
        engine.answer("GET /v1.41/services", 200, "[{\"Spec\": {\"Name\": \"late\", \"TaskTemplate\": {\"ContainerSpec\": "
                + "{\"Image\": \"web:1\"}}}}]");
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 204, "");

        assertThat(collect().message()).startsWith("removed 1 of 3, ").contains("; services use 1 by now");
        assertThat(engine.requests()).doesNotContain("DELETE /v1.41/images/sha256:" + OLD);
    }

    @Test
    void nothingIsRemovedWhileNobodyTellsWhatServicesUse() {
        look();
        engine.answer("GET /v1.41/services", 503, "{\"message\": \"no leader\"}");

        assertThat(collect()).extracting(Outcome::result).isEqualTo(Result.FAILED);
        assertThat(engine.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void anImageThatCameIntoUseIsLeft() {
        look();
        engine.answer("GET /v1.41/containers/json", 200, "[{\"Id\": \"c0ffee000009\"}]");
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 500, "{\"message\": \"busy\"}");

        assertThat(collect()).extracting(Outcome::result, Outcome::message)
                .containsExactly(Result.FAILED, "removed 0 of 3, reclaimed 0 bytes; 1 could not be removed");
        assertThat(engine.requests()).doesNotContain("DELETE /v1.41/images/sha256:" + OLD);
    }

    @Test
    void whatIsOlderThanTenMinutesIsNotKnownAnyMore() {
        look();
        nanos.addAndGet(Duration.ofMinutes(10).plusSeconds(1).toNanos());

        assertThat(storage.observe().facts()).isEmpty();
        assertThat(collect().message()).isEqualTo("no agent tells what is stored there");
    }

    @Test
    void aMomentWithoutAnInstanceThatActsIsNotLost() {
        due.set(true);
        AtomicInteger asked = new AtomicInteger();
        try (StorageObserver late = new StorageObserver(agents, client, new ServiceImages(api, new InMemoryLedger()),
                now -> due.getAndSet(false) ? Optional.of(now) : Optional.empty(), () -> asked.incrementAndGet() > 3, GRACE, clock,
                () -> { }, Duration.ofMillis(5))) {
            late.start();
            await().atMost(SOON).until(() -> !late.observe().facts().isEmpty());
        }
        assertThat(asked).hasValue(4);
    }

    @Test
    void whatWasRemovedIsToldThoughTheAgentFallsSilentThen() {
        look();
        engine.answer("DELETE /v1.41/containers/c0ffee000001", 204, "");
        broken.set(true);

        assertThat(collect()).satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message()).startsWith("removed 1 of 3, reclaimed 0 bytes; its agent ")
                    .endsWith(" when it was to remove image sha256:" + OLD);
        });
    }

    @Test
    void imagesOfOneDateHaveAnOrderToo() {
        engine.answer("GET /v1.41/system/df", 200, DF.replace("\"Created\": 200", "\"Created\": 100"));
        look();

        assertThat(storage.observe().facts()).contains(new StoredImage(NODE, "sha256:" + OLD, 200, 1, false, true),
                new StoredImage(NODE, "sha256:" + NEW, 400, 0, true, true));
    }

    /** What the agent is asked; broken, it gives up at images. */
    private Optional<String> asked(String path) {
        if (broken.get() && path.contains("/image/")) {
            throw new IllegalStateException("it is played");
        }
        return chores.done(path);
    }

    private void look() {
        storage.start();
        await().atMost(SOON).until(() -> !storage.observe().facts().isEmpty());
    }

    private Outcome collect() {
        return actions.execute(new Proposal("ORC-GCO-201", new CollectGarbage(NODE, Set.of("container c0ffee000001",
                "image sha256:" + OLD, "volume " + MADE_UP)), "garbage", "why"), Map.of());
    }
}
