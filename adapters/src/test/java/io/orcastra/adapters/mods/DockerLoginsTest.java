package io.orcastra.adapters.mods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as {@code docker login} writes it. */
class DockerLoginsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ghcr.io,                      ghcr.io",
        "https://index.docker.io/v1/,  registry-1.docker.io",
        "docker.io,                    registry-1.docker.io",
        "https://reg.example.org/v2/,  reg.example.org",
        "10.1.2.3:5000,                10.1.2.3:5000"})
    void ofTheHostAnEntryIsFor(String entry, String registry) throws IOException {
        DockerLogins logins = logins("{\"auths\": {\"other.example.org\": {\"auth\": \"" + encoded("o:o") + "\"}, \"" + entry
                + "\": {\"auth\": \"" + encoded("me:pass:word") + "\"}}}");

        assertThat(logins.of(registry)).contains(new RegistryLogin.Password("me", "pass:word"));
    }

    @Test
    void noOtherHostHasIt() throws IOException {
        DockerLogins logins = logins("{\"auths\": {\"example.org\": {\"auth\": \"" + encoded("me:pw") + "\"}}}");

        for (String other : new String[] {"example.org:5000", "a.example.org", "example.org.evil", "registry-1.docker.io"}) {
            assertThat(logins.of(other)).as(other).isEmpty();
        }
    }

    @Test
    void inItsOtherForms() throws IOException {
        assertThat(logins("{\"auths\": {\"h\": {\"username\": \"me\", \"password\": \"pw\"}}}").of("h"))
                .contains(new RegistryLogin.Password("me", "pw"));
        assertThat(logins("{\"auths\": {\"h\": {\"auth\": \"" + encoded("me:") + "\", \"identitytoken\": \"id\"}}}").of("h"))
                .contains(new RegistryLogin.Identity("id"));
        assertThat(logins("{\"auths\": {\"h\": {}}, \"credsStore\": \"pass\"}").of("h")).as("kept by another program").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{\"auths\": 1}", "{\"auths\": {\"h\": {\"auth\": \"!\"}}}", "{\"auths\": {\"h\": 1}}"})
    void whatIsNoSuchFileHoldsNone(String text) throws IOException {
        assertThat(logins(text).of("h")).isEmpty();
    }

    @Test
    void aFileThatIsMountedAnewCounts() throws IOException {
        DockerLogins logins = new DockerLogins(folder.resolve("config.json"));
        assertThat(logins.of("h")).isEmpty();

        logins("{\"auths\": {\"h\": {\"auth\": \"" + encoded("me:pw") + "\"}}}");
        assertThat(logins.of("h")).isPresent();
    }

    @Test
    void nothingSecretIsShown() {
        assertThat(new RegistryLogin.Password("me", "pw")).hasToString("password of me");
        assertThat(new RegistryLogin.Identity("id")).hasToString("an identity token");
    }

    private DockerLogins logins(String text) throws IOException {
        return new DockerLogins(Files.writeString(folder.resolve("config.json"), text));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
