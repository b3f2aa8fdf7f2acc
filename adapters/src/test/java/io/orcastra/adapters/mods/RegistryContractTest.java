package io.orcastra.adapters.mods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With registries as they are: Debian's, once behind a password and once behind tokens. */
class RegistryContractTest {
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Optional<RegistryLogin> NOBODY = Optional.empty();
    private static final Optional<RegistryLogin> LAB = Optional.of(RealRegistry.LOGIN);
    private static final byte[] AMD = bytes(1);
    private static final byte[] ARM = bytes(2);

    @TempDir
    private static Path registries;
    private static RealRegistry passwords;
    private static TokenServer server;
    private static RealRegistry tokens;
    private static Sha256 digest;

    private final AtomicInteger caches = new AtomicInteger();
    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        boolean required = "required".equals(System.getenv("ORCASTRA_LAB"));
        assumeTrue(Files.isExecutable(RealRegistry.PROGRAM) || required, "docker-registry is not installed");
        passwords = RealRegistry.withPassword(registries);
        server = new TokenServer(registries);
        tokens = RealRegistry.withTokens(registries, server);
        digest = image("private/mod", "1", DOCKER, AMD);
        image("public/mod", "1", OCI, AMD);
        index("private/mod", "list", DOCKER_LIST, DOCKER);
        index("private/mod", "index", OCI_INDEX, OCI);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable one : new AutoCloseable[] {tokens, server, passwords}) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aPasswordLetsIn() throws Exception {
        assertThat(fetched(passwords, "private/mod:1", "amd64", LAB)).isEqualTo(AMD);
    }

    @Test
    void withoutOneOrWithAnotherNothingComes() {
        RegistryLogin wrong = new RegistryLogin.Password("lab", "guessed");
        for (Optional<RegistryLogin> login : List.of(NOBODY, Optional.of(wrong))) {
            for (RealRegistry registry : List.of(passwords, tokens)) {
                assertThatThrownBy(() -> fetched(registry, "private/mod:1", "amd64", login)).isInstanceOf(ModFailed.class)
                        .hasMessageContaining("wants credentials").hasMessageNotContaining("guessed");
            }
        }
    }

    @Test
    void aTokenIsHadByAnybodyForWhatIsPublic() throws Exception {
        assertThat(fetched(tokens, "public/mod:1", "amd64", NOBODY)).isEqualTo(AMD);
        assertThat(server.asked()).contains("GET repository:public/mod:pull");
    }

    @Test
    void aTokenIsHadWithAPassword() throws Exception {
        assertThat(fetched(tokens, "private/mod:1", "amd64", LAB)).isEqualTo(AMD);
        assertThat(server.asked()).contains("GET repository:private/mod:pull");
    }

    @Test
    void aTokenIsHadForWhatWasGivenAtLogin() throws Exception {
        assertThat(fetched(tokens, "private/mod:1", "amd64", Optional.of(new RegistryLogin.Identity(TokenServer.IDENTITY))))
                .isEqualTo(AMD);
        assertThat(server.asked()).contains("POST repository:private/mod:pull");
    }

    @Test
    void theImageOfThePlatformIsTaken() throws Exception {
        for (String reference : List.of("private/mod:list", "private/mod:index")) {
            assertThat(fetched(passwords, reference, "amd64", LAB)).as(reference).isEqualTo(AMD);
            assertThat(fetched(passwords, reference, "arm64", LAB)).as(reference).isEqualTo(ARM);
            assertThatThrownBy(() -> fetched(passwords, reference, "riscv64", LAB)).hasMessage("has no image for riscv64");
        }
    }

    @Test
    void aDigestNamesAnImageWhateverItsTag() throws Exception {
        assertThat(fetched(passwords, "private/mod@" + digest, "amd64", LAB)).isEqualTo(AMD);
        assertThat(fetched(passwords, "private/mod:list@" + digest, "arm64", LAB)).as("the digest counts").isEqualTo(AMD);
        assertThatThrownBy(() -> fetched(passwords, "private/mod@" + Sha256.of("none"), "amd64", LAB))
                .hasMessageContaining("there is no such thing");
    }

    private byte[] fetched(RealRegistry registry, String image, String architecture, Optional<RegistryLogin> login)
            throws ModFailed, IOException {
        Path cache = Files.createDirectory(folder.resolve("" + caches.incrementAndGet()));
        ModHost host = new ModHost() {
            @Override
            public String architecture() {
                return architecture;
            }

            @Override
            public boolean isPlain(String any) {
                return true;
            }

            @Override
            public Optional<RegistryLogin> login(String asked) {
                return login.filter(known -> asked.equals(registry.host()));
            }
        };
        ModSettings settings = new ModSettings(1_000_000, Duration.ofSeconds(30), Duration.ofMinutes(2), List.of());
        Mod mod = Mod.image(registry.host() + "/" + image);
        try (ModCache mods = new ModCache(cache, host, settings, Clock.of(() -> Instant.EPOCH, System::nanoTime))) {
            mods.fetch(mod);
        }
        return Files.readAllBytes(cache.resolve(mod.file()));
    }

    private static void index(String repository, String tag, String type, String of) {
        Sha256 amd = image(repository, tag + "-amd", of, AMD);
        Sha256 arm = image(repository, tag + "-arm", of, ARM);
        passwords.manifest(repository, tag, type, ("{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s, %s]}")
                .formatted(type, entry(of, amd, "amd64"), entry(of, arm, "arm64")));
    }

    private static String entry(String type, Sha256 digest, String architecture) {
        return ("{\"mediaType\": \"%s\", \"size\": %d, \"digest\": \"%s\", \"platform\": {\"os\": \"linux\", \"architecture\": \"%s\"}}")
                .formatted(type, text(type, architecture.equals("arm64") ? ARM : AMD).length(), digest, architecture);
    }

    private static Sha256 image(String repository, String tag, String type, byte[] layer) {
        passwords.blob(repository, layer);
        passwords.blob(repository, "{}".getBytes());
        return passwords.manifest(repository, tag, type, text(type, layer));
    }

    private static String text(String type, byte[] layer) {
        String kind = type.equals(OCI) ? "application/vnd.oci.image." : "application/vnd.docker.";
        String config = type.equals(OCI) ? kind + "config.v1+json" : kind + "container.image.v1+json";
        String layers = type.equals(OCI) ? kind + "layer.v1.tar+gzip" : kind + "image.rootfs.diff.tar.gzip";
        return ("{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": {\"mediaType\": \"%s\", \"size\": 2, \"digest\": \"%s\"}, "
                + "\"layers\": [{\"mediaType\": \"%s\", \"size\": %d, \"digest\": \"%s\"}]}")
                .formatted(type, config, Sha256.of("{}"), layers, layer.length, Sha256.of(layer));
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[5000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
