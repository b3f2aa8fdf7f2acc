package io.orcastra.adapters.docker.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** The contexts Docker's own client keeps in its configuration folder. */
final class DockerContexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    DockerContexts(Path folder) {
        this.folder = folder;
    }

    /** A context's name and who chose it. */
    record Choice(String name, String origin) {}

    /** What a context says of its engine. */
    record Context(String host, Optional<Path> certificates) {}

    /** The context chosen by {@code docker context use}, if any. */
    Optional<Choice> current() {
        Path file = folder.resolve("config.json");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String name = parse(file, "repair it; Docker's own client reads the same file.").path("currentContext").asText("");
        return name.isEmpty() ? Optional.empty() : Optional.of(new Choice(name, file.toString()));
    }

    Context read(Choice choice) {
        String key = DigestUtils.sha256Hex(choice.name());
        Path file = folder.resolve("contexts/meta").resolve(key).resolve("meta.json");
        if (!Files.isReadable(file)) {
            throw new InvalidEndpoint(choice.origin() + " names the context \"" + choice.name() + "\", but " + file
                    + " does not exist.", "the name is misspelt: docker context ls shows all.");
        }
        JsonNode endpoint = parse(file, "create the context again: docker context create --help.")
                .path("Endpoints").path("docker");
        if (endpoint.path("SkipTLSVerify").asBoolean(false)) {
            throw new InvalidEndpoint("The context \"" + choice.name() + "\" skips TLS verification (" + file
                    + "): that is not offered.", "give the context the engine's ca.pem.");
        }
        String host = endpoint.path("Host").asText("");
        if (host.isEmpty()) {
            throw new InvalidEndpoint("The context \"" + choice.name() + "\" has no Docker endpoint (" + file + ").",
                    "create the context again with --docker host=...");
        }
        Path certificates = folder.resolve("contexts/tls").resolve(key).resolve("docker");
        return new Context(host, Optional.of(certificates).filter(Files::isDirectory));
    }

    private static JsonNode parse(Path file, String advice) {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            JsonLocation where = malformed.getLocation();
            throw new InvalidEndpoint(file + ":" + where.getLineNr() + ":" + where.getColumnNr() + ": no valid JSON.",
                    advice, malformed);
        } catch (IOException unreadable) {
            throw new InvalidEndpoint(file + " cannot be read: " + unreadable.getMessage() + ".", advice, unreadable);
        }
    }
}
