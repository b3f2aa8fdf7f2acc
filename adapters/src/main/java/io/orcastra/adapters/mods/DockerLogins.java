package io.orcastra.adapters.mods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins as {@code docker login} writes them into its {@code config.json}. Programs that keep passwords elsewhere
 * ({@code credsStore}, {@code credHelpers}) are not started.
 */
public final class DockerLogins {
    private static final Logger LOG = LoggerFactory.getLogger(DockerLogins.class);
    private static final String HUB = "docker.io";
    /** Docker Hub's registry and what its clients call it. */
    private static final Map<String, String> NAMES_OF_HUB = Map.of("registry-1.docker.io", HUB, "index.docker.io", HUB);

    private final Path file;

    /** @param file need not exist; is read at each question, so that one mounted anew counts */
    public DockerLogins(Path file) {
        this.file = file;
    }

    /** Of a host, with its port when it has one; empty when there is none, or when the file cannot be read. */
    public Optional<RegistryLogin> of(String registry) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode config = new ObjectMapper().readTree(Files.readAllBytes(file));
            for (Map.Entry<String, JsonNode> entry : config.path("auths").properties()) {
                Optional<RegistryLogin> login = host(entry.getKey()).equals(host(registry)) ? login(entry.getValue()) : Optional.empty();
                if (login.isPresent()) {
                    return login;
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // the cause may cite what it could not read
            LOG.warn("{} cannot be read, and registries are asked as by anybody. Maybe it is no JSON as docker login writes it, or not "
                    + "readable for this user.", file);
        }
        return Optional.empty();
    }

    /** Entries are addresses or hosts, such as {@code https://index.docker.io/v1/}. */
    private static String host(String entry) {
        String host = entry.replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return NAMES_OF_HUB.getOrDefault(host, host);
    }

    private static Optional<RegistryLogin> login(JsonNode entry) {
        if (!entry.path("identitytoken").asText().isEmpty()) {
            return Optional.of(new RegistryLogin.Identity(entry.path("identitytoken").asText()));
        }
        String both = new String(Base64.getDecoder().decode(entry.path("auth").asText().strip()), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        String user = colon > 0 ? both.substring(0, colon) : entry.path("username").asText();
        // Docker's own client strips what others have padded with
        String password = colon > 0 ? both.substring(colon + 1).replaceFirst("\\x00+$", "") : entry.path("password").asText();
        return user.isEmpty() ? Optional.empty() : Optional.of(new RegistryLogin.Password(user, password));
    }
}
