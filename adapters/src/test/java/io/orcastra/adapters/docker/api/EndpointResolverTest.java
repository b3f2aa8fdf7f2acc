package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The engine's address")
class EndpointResolverTest {

    /** SHA-256 of {@code prod}, under which Docker's own client files the context of that name. */
    private static final String PROD = "6754af9632a2745e85c293e5aac0863370d9bd3330b9938c00cadfd215227d77";

    @TempDir
    Path home;

    @Test
    @DisplayName("is the local socket when nothing is configured")
    void defaultsToTheLocalSocket() {
        DockerEndpoint endpoint = DockerEndpoint.resolve(Map.of(), home);

        assertThat(endpoint.address()).hasToString("unix:///var/run/docker.sock");
        assertThat(endpoint.certificates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/user/1000/docker.sock, unix:///run/user/1000/docker.sock",
        "unix://, unix:///var/run/docker.sock",
        "tcp://10.0.0.5:2400, tcp://10.0.0.5:2400",
        "tcp://10.0.0.5, tcp://10.0.0.5:2375",
        "manager:2375, tcp://manager:2375",
        "'tcp://[::1]:2375', 'tcp://[::1]:2375'",
        "' tcp://10.0.0.5:2375 ', tcp://10.0.0.5:2375",
    })
    @DisplayName("is DOCKER_HOST in all forms Docker's own client takes")
    void readsDockerHost(String value, String address) {
        assertThat(DockerEndpoint.resolve(Map.of("DOCKER_HOST", value), home).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix://var/run/docker.sock", "tcp://", "tcp://a b", "ssh://manager", "npipe:////./pipe/x", "http://x:1"})
    @DisplayName("that cannot be used is refused with the value seen and advice")
    void refusesOtherAddresses(String value) {
        assertThatThrownBy(() -> DockerEndpoint.resolve(Map.of("DOCKER_HOST", value), home))
                .isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining("DOCKER_HOST is \"" + value + "\"")
                .hasMessageContaining("\nMaybe ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "0"})
    @DisplayName("is verified with TLS for any value of DOCKER_TLS_VERIFY, as Docker's own client reads it")
    void asksForTls(String verify) throws IOException {
        Path certificates = certificates(home.resolve("certs"));

        DockerEndpoint endpoint = DockerEndpoint.resolve(Map.of("DOCKER_HOST", "tcp://manager",
                "DOCKER_TLS_VERIFY", verify, "DOCKER_CERT_PATH", certificates.toString()), home);

        assertThat(endpoint.address()).hasToString("tcp://manager:2376");
        assertThat(endpoint.certificates()).contains(certificates);
    }

    @Test
    @DisplayName("finds certificates in Docker's configuration folder by default")
    void findsCertificatesInTheConfigurationFolder() throws IOException {
        certificates(home.resolve(".docker"));

        DockerEndpoint endpoint = DockerEndpoint.resolve(Map.of("DOCKER_TLS_VERIFY", "1"), home);

        assertThat(endpoint.address()).hasToString("tcp://localhost:2376");
        assertThat(endpoint.certificates()).contains(home.resolve(".docker"));
    }

    @Test
    @DisplayName("is never spoken to without TLS because a certificate is missing")
    void refusesMissingCertificates() throws IOException {
        Files.delete(certificates(home.resolve("certs")).resolve("key.pem"));

        assertThatThrownBy(() -> DockerEndpoint.resolve(Map.of("DOCKER_HOST", "tcp://manager",
                "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", home.resolve("certs").toString()), home))
                .isInstanceOf(InvalidEndpoint.class).hasMessageContaining("key.pem").hasMessageContaining("\nMaybe ");
    }

    @Test
    @DisplayName("is never spoken to with unverified TLS")
    void refusesUnverifiedTls() {
        assertThatThrownBy(() -> DockerEndpoint.resolve(
                Map.of("DOCKER_HOST", "tcp://manager", "DOCKER_TLS", "1"), home))
                .isInstanceOf(InvalidEndpoint.class).hasMessageContaining("DOCKER_TLS_VERIFY=1");
    }

    @Test
    @DisplayName("is that of the current context, with its certificates")
    void readsTheCurrentContext() throws IOException {
        currentContext("prod");
        context("{\"Name\":\"prod\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://prod:2376\",\"SkipTLSVerify\":false}}}");
        Path certificates = certificates(home.resolve(".docker/contexts/tls/" + PROD + "/docker"));

        DockerEndpoint endpoint = DockerEndpoint.resolve(Map.of(), home);

        assertThat(endpoint.address()).hasToString("tcp://prod:2376");
        assertThat(endpoint.certificates()).contains(certificates);
        assertThat(endpoint.origin()).contains("prod").contains("config.json");
    }

    @Test
    @DisplayName("is DOCKER_HOST's before any context's, and nothing of the context is mixed in")
    void prefersDockerHost() throws IOException {
        currentContext("prod");
        certificates(home.resolve(".docker/contexts/tls/" + PROD + "/docker"));

        DockerEndpoint endpoint = DockerEndpoint.resolve(
                Map.of("DOCKER_HOST", "tcp://other:2375", "DOCKER_CONTEXT", "prod"), home);

        assertThat(endpoint.address()).hasToString("tcp://other:2375");
        assertThat(endpoint.certificates()).isEmpty();
    }

    @Test
    @DisplayName("is that of DOCKER_CONTEXT before the current context, in the folder of DOCKER_CONFIG")
    void prefersDockerContext() throws IOException {
        currentContext("other");
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///prod.sock\"}}}");

        assertThat(DockerEndpoint.resolve(Map.of("DOCKER_CONTEXT", "prod"), home).address())
                .hasToString("unix:///prod.sock");
        assertThat(DockerEndpoint.resolve(
                Map.of("DOCKER_CONTEXT", "prod", "DOCKER_CONFIG", home.resolve(".docker").toString()),
                home.resolve("elsewhere")).address()).hasToString("unix:///prod.sock");
        assertThat(DockerEndpoint.resolve(Map.of("DOCKER_CONTEXT", "default"), home).address())
                .hasToString("unix:///var/run/docker.sock");
    }

    @Test
    @DisplayName("is not the local engine's when the context does not exist")
    void refusesAnUnknownContext() {
        assertThatThrownBy(() -> DockerEndpoint.resolve(Map.of("DOCKER_CONTEXT", "prud"), home))
                .isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining("DOCKER_CONTEXT names the context \"prud\"").hasMessageContaining("docker context ls");
    }

    @Test
    @DisplayName("is not taken from a context that skips verification, has no engine or is no JSON")
    void refusesUnusableContexts() throws IOException {
        Map<String, String> prod = Map.of("DOCKER_CONTEXT", "prod");
        context("{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://x:1\",\"SkipTLSVerify\":true}}}");
        assertThatThrownBy(() -> DockerEndpoint.resolve(prod, home)).isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining("skips TLS verification");
        context("{\"Endpoints\":{}}");
        assertThatThrownBy(() -> DockerEndpoint.resolve(prod, home)).isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining("no Docker endpoint");
        context("{\n  \"Endpoints\": oops}");
        assertThatThrownBy(() -> DockerEndpoint.resolve(prod, home)).isInstanceOf(InvalidEndpoint.class)
                .hasMessageContaining("meta.json:2:").hasMessageContaining("\nMaybe ");
    }

    private void currentContext(String name) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"" + name + "\",\"auths\":{}}");
    }

    private void context(String json) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".docker/contexts/meta/" + PROD));
        Files.writeString(folder.resolve("meta.json"), json);
    }

    private static Path certificates(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
            Files.writeString(folder.resolve(name), "not looked into here");
        }
        return folder;
    }
}
