package io.orcastra.adapters.mods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** With a registry in this process. */
class ModCacheTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final byte[] LAYER = bytes(1, 5000);
    private static final long LONGEST = 100_000;

    private final LittleRegistry registry = new LittleRegistry();
    @TempDir
    private Path folder;
    private ModCache cache;
    private Optional<RegistryLogin> login = Optional.empty();
    /** Long enough for a busy machine, where nobody falls silent. */
    private Duration silence = Duration.ofSeconds(20);

    @AfterEach
    void close() {
        registry.close();
        if (cache != null) {
            cache.close();
        }
    }

    @Test
    void aLayerOfTheRightPlatformComesWithAToken() throws Exception {
        registry.guard();
        index(registry.image("a/b", "x", bytes(9, 300)), registry.image("a/b", "y", LAYER));

        assertThat(cache().fetch(mod())).isTrue();

        assertThat(there()).isEqualTo(LAYER);
        assertThat(cache.checked(mod())).contains(NOW);
        assertThat(names()).containsExactlyInAnyOrder("a.b.1.tar.xz", ".orcastra/a.b.1.tar.xz.json");
    }

    @Test
    void whatIsTheNewestIsNotFetchedAgain() throws Exception {
        registry.image("a/b", "1", LAYER);
        cache().fetch(mod());
        registry.forget();

        assertThat(cache.fetch(mod())).isFalse();

        assertThat(registry.requests()).containsExactly("/v2/a/b/manifests/1");
        registry.image("a/b", "1", bytes(2, 700));
        assertThat(cache.fetch(mod())).isTrue();
        assertThat(there()).isEqualTo(bytes(2, 700));
    }

    @Test
    void aFileThatWasSpoiltIsFetchedAgain() throws Exception {
        registry.image("a/b", "1", LAYER);
        cache().fetch(mod());
        Files.write(folder.resolve("a.b.1.tar.xz"), bytes(3, LAYER.length));

        assertThat(cache.fetch(mod())).isTrue();
        assertThat(there()).isEqualTo(LAYER);
    }

    @Test
    void whatBreaksOffIsContinuedAndNeverSeenUnderItsName() throws Exception {
        registry.image("a/b", "1", LAYER);
        registry.cutAfter(1000);

        assertThatThrownBy(() -> cache().fetch(mod())).hasMessage("broke off after 1000 bytes");
        assertThat(folder.resolve("a.b.1.tar.xz")).doesNotExist();
        assertThat(cache.checked(mod())).isEmpty();

        assertThat(cache.fetch(mod())).isTrue();
        assertThat(there()).isEqualTo(LAYER);
        assertThat(registry.requests().get(registry.requests().size() - 1)).endsWith(" bytes=1000-");
        assertThat(names()).doesNotContain(".orcastra/a.b.1.tar.xz.part", ".orcastra/a.b.1.tar.xz.part.of");
    }

    @Test
    void anotherTryContinues() throws Exception {
        registry.image("a/b", "1", LAYER);
        registry.cutAfter(1000, 1500);

        assertThat(cache(Duration.ofMillis(1), Duration.ofMillis(1)).fetch(mod())).isTrue();

        assertThat(there()).isEqualTo(LAYER);
        assertThat(registry.requests()).filteredOn(one -> one.contains("blobs")).extracting(one -> one.replaceFirst(".* ", ""))
                .endsWith("bytes=1000-", "bytes=2500-");
    }

    /** Whenever the clock is asked it is six seconds later: with each chunk it is time to tell how much has come. */
    @Test
    void whatTakesLongIsSaidToBeOnItsWay() throws Exception {
        registry.image("a/b", "1", LAYER);
        registry.cutAfter(1000);
        assertThatThrownBy(() -> cache().fetch(mod())).hasMessage("broke off after 1000 bytes");
        cache.close();
        AtomicLong passed = new AtomicLong();

        assertThat(said(() -> passed.addAndGet(Duration.ofSeconds(6).toNanos()))).containsSubsequence(
                "INFO A mod is continued {mod=" + mod().source() + ", from=1000, bytes=5000}",
                "INFO A mod is on its way {mod=" + mod().source() + ", there=5000, bytes=5000}");
    }

    @Test
    void whatComesAtOnceIsNotSaidToBeOnItsWay() throws Exception {
        registry.image("a/b", "1", LAYER);

        assertThat(said(() -> 0)).containsExactly("INFO A mod is coming {mod=" + mod().source() + ", from=0, bytes=5000}");
    }

    @Test
    void aWrongDigestIsRefusedAndNothingOfItStays() throws Exception {
        Sha256 promised = Sha256.of(LAYER);
        registry.image("a/b", "1", bytes(4, LAYER.length), promised, LAYER.length);

        assertThatThrownBy(() -> cache(Duration.ofMillis(1)).fetch(mod())).hasMessageContaining("is refused")
                .hasMessageContaining(promised.toString());
        assertThat(folder.resolve("a.b.1.tar.xz")).doesNotExist();

        registry.image("a/b", "1", LAYER);
        assertThat(cache.fetch(mod())).isTrue();
        assertThat(there()).isEqualTo(LAYER);
    }

    @Test
    void aManifestThatIsNotWhatTheIndexSaysIsRefused() {
        index(registry.image("a/b", "x", LAYER), Sha256.of("another"));
        registry.put("/v2/a/b/manifests/" + Sha256.of("another"), "{\"layers\": []}".getBytes(StandardCharsets.UTF_8), "");

        assertThatThrownBy(() -> cache().fetch(mod())).hasMessageContaining("has a manifest with another digest");
    }

    @Test
    void moreThanWasToldIsRefused() {
        registry.image("a/b", "1", LAYER, Sha256.of(LAYER), LAYER.length - 1);
        assertThatThrownBy(() -> cache().fetch(mod())).hasMessage("is longer than the 4999 bytes that were told");

        registry.image("a/b", "1", LAYER, Sha256.of(LAYER), LONGEST + 1);
        assertThatThrownBy(() -> cache.fetch(mod())).hasMessage("is longer than the 100000 bytes a mod may have");

        registry.put("/big", bytes(5, (int) LONGEST + 1), "\"1\"");
        assertThatThrownBy(() -> cache.fetch(Mod.url(registry.url("/big")))).hasMessageContaining("a mod may have");
        assertThat(folder.resolve("big")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsAskedForOnce() {
        assertThatThrownBy(() -> cache(Duration.ofMillis(1)).fetch(mod()))
                .hasMessage("is answered with status 404 by 127.0.0.1: there is no such thing");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void aFileIsFetchedAgainOnlyWhenItChanged() throws Exception {
        registry.put("/d/theme.tar", LAYER, "\"1\"");
        Mod mod = Mod.url(registry.url("/d/theme.tar"));
        assertThat(cache().fetch(mod)).isTrue();
        assertThat(cache.fetch(mod)).isFalse();
        assertThat(folder.resolve("theme.tar")).hasBinaryContent(LAYER);

        registry.put("/d/theme.tar", bytes(6, 400), "\"2\"");
        assertThat(cache.fetch(mod)).isTrue();
        assertThat(folder.resolve("theme.tar")).hasBinaryContent(bytes(6, 400));
        assertThat(cache.checked(Mod.url(registry.url("/e/theme.tar")))).isEmpty();
    }

    @Test
    void aFileThatChangedMeanwhileIsNotContinued() throws Exception {
        registry.put("/f", LAYER, "\"1\"");
        registry.cutAfter(1000, 1000);
        Mod mod = Mod.url(registry.url("/f"));
        assertThatThrownBy(() -> cache().fetch(mod)).hasMessage("broke off after 1000 bytes");

        registry.put("/f", bytes(7, 6000), "\"2\"");
        assertThatThrownBy(() -> cache.fetch(mod)).hasMessage("broke off after 1000 bytes");
        assertThat(cache.fetch(mod)).isTrue();

        assertThat(folder.resolve("f")).hasBinaryContent(bytes(7, 6000));
        assertThat(registry.requests()).containsExactly("/f", "/f bytes=1000-", "/f bytes=1000-");
    }

    @Test
    void withoutAStrongTagNothingIsContinued() throws Exception {
        registry.put("/f", LAYER, "W/\"1\"");
        registry.cutAfter(1000);
        assertThatThrownBy(() -> cache().fetch(Mod.url(registry.url("/f")))).hasMessageContaining("broke off");

        cache.fetch(Mod.url(registry.url("/f")));
        assertThat(registry.requests()).containsExactly("/f", "/f");
    }

    @Test
    void aDigestInTheAddressCounts() throws Exception {
        registry.put("/f", LAYER, "");
        assertThatThrownBy(() -> cache().fetch(Mod.url(registry.url("/f#" + Sha256.of("other"))))).hasMessageContaining("is refused");
        assertThat(cache.fetch(Mod.url(registry.url("/f#" + Sha256.of(LAYER))))).isTrue();
    }

    @Test
    void aTokenIsNotTakenElsewhere() throws Exception {
        try (LittleRegistry store = new LittleRegistry()) {
            registry.guard();
            registry.image("a/b", "1", LAYER);
            store.put("/store", LAYER, "");
            registry.redirect("/v2/a/b/blobs/" + Sha256.of(LAYER), store.url("/store"));

            assertThat(cache().fetch(mod())).isTrue();
            assertThat(store.requests()).containsExactly("/store");
        }
    }

    @Test
    void aPasswordIsToldToTheServerOfTokensAndNowhereElse() throws Exception {
        try (LittleRegistry store = new LittleRegistry()) {
            login = Optional.of(new RegistryLogin.Password("me", "secret"));
            registry.guard();
            store.guard();
            registry.image("a/b", "1", LAYER);
            registry.redirect("/v2/a/b/blobs/" + Sha256.of(LAYER), store.url("/store"));
            store.put("/store", LAYER, "");

            assertThat(cache().fetch(mod())).isTrue();
            assertThat(registry.requests()).contains("/token Basic bWU6c2VjcmV0");
            assertThat(store.requests()).as("it asks for a token as well, and is asked as by anybody")
                    .containsExactly("/store", "/token", "/store Bearer letmein");
        }
    }

    @Test
    void toFilesOfThisMachineNobodyIsSent() {
        registry.redirect("/f", "file:///etc/passwd");
        assertThatThrownBy(() -> cache().fetch(Mod.url(registry.url("/f")))).hasMessageContaining("where Orcastra does not follow");
        registry.redirect("/g", "/g");
        assertThatThrownBy(() -> cache.fetch(Mod.url(registry.url("/g")))).hasMessageContaining("more than 5 times");
    }

    @Test
    void aLinkInTheCacheLeadsNowhere(@TempDir Path other) throws Exception {
        Path victim = Files.writeString(other.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve("f"), victim);
        registry.put("/f", LAYER, "\"1\"");

        assertThat(cache().fetch(Mod.url(registry.url("/f")))).isTrue();
        assertThat(victim).hasContent("mine");
        assertThat(Files.isSymbolicLink(folder.resolve("f"))).isFalse();

        Files.createSymbolicLink(folder.resolve(".orcastra").resolve("g.part"), victim);
        registry.put("/g", LAYER, "\"1\"");
        assertThatThrownBy(() -> cache.fetch(Mod.url(registry.url("/g")))).isInstanceOf(ModFailed.class);
        assertThat(victim).hasContent("mine");
    }

    @Test
    void ourFolderMayBeNoLink(@TempDir Path other) throws IOException {
        Files.createSymbolicLink(folder.resolve(".orcastra"), other);
        registry.put("/f", LAYER, "\"1\"");

        assertThatThrownBy(() -> cache().fetch(Mod.url(registry.url("/f")))).hasMessageContaining("is no folder");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        registry.put("/f", LAYER, "\"1\"");
        registry.silence();
        silence = Duration.ofSeconds(2);

        assertThatThrownBy(() -> cache().fetch(Mod.url(registry.url("/f")))).hasMessage("broke off after 100 bytes");
    }

    /** What is logged as it ships while the mod comes, by a clock that has nothing to do with the time that passes. */
    private List<String> said(LongSupplier nanos) throws ModFailed {
        Logger log = (Logger) LoggerFactory.getLogger(Download.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        log.setLevel(Level.INFO);
        try {
            assertThat(cache(new ModSettings(LONGEST, Duration.ofHours(1), Duration.ofDays(1), List.of()), nanos).fetch(mod())).isTrue();
        } finally {
            log.setLevel(null);
            log.detachAppender(said);
        }
        return said.list.stream().map(event -> event.getLevel() + " " + event.getMessage() + event.getKeyValuePairs().stream()
                .map(pair -> pair.key + "=" + pair.value).collect(Collectors.joining(", ", " {", "}"))).toList();
    }

    private ModCache cache(Duration... pauses) {
        return cache(new ModSettings(LONGEST, silence, Duration.ofMinutes(1), List.of(pauses)), System::nanoTime);
    }

    private ModCache cache(ModSettings settings, LongSupplier nanos) {
        ModHost host = new ModHost() {
            @Override
            public String architecture() {
                return "arm64";
            }

            @Override
            public boolean isPlain(String registry) {
                return registry.startsWith("127.");
            }

            @Override
            public Optional<RegistryLogin> login(String asked) {
                return login.filter(known -> asked.equals(registry.host()));
            }
        };
        cache = new ModCache(folder, host, settings, Clock.of(() -> NOW, nanos));
        return cache;
    }

    private Mod mod() throws ModFailed {
        return Mod.image(registry.host() + "/a/b:1");
    }

    private void index(Sha256 amd, Sha256 arm) {
        registry.put("/v2/a/b/manifests/1", ("{\"manifests\": ["
                + "{\"digest\": \"" + amd + "\", \"platform\": {\"os\": \"linux\", \"architecture\": \"amd64\"}},"
                + "{\"digest\": \"" + arm + "\", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"}},"
                + "{\"digest\": \"" + amd + "\", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"},"
                + " \"annotations\": {\"vnd.docker.reference.type\": \"attestation-manifest\"}}]}").getBytes(StandardCharsets.UTF_8), "");
    }

    private byte[] there() throws IOException {
        return Files.readAllBytes(folder.resolve("a.b.1.tar.xz"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
