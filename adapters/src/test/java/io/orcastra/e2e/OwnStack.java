package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orcastra itself as a stack, from the files in {@code config}, as its user deploys it. */
final class OwnStack implements AutoCloseable {

    static final String DAEMON = "orcastra_orcastra";
    static final String AGENT = "orcastra_agent";
    static final String IMAGE = "orcastra:lab";
    private static final String STACK = "orcastra";
    private static final Path CONFIG = Path.of("..", "config").toAbsolutePath().normalize();

    private final SwarmLab lab;
    private final LabNode manager;
    private final Path folder;
    private final Set<String> secrets = new HashSet<>();

    /** {@code folder} is empty. */
    OwnStack(SwarmLab lab, LabNode manager, Path folder) {
        this.lab = lab;
        this.manager = manager;
        this.folder = folder;
    }

    /** A file of the configuration, beside the stack files. */
    OwnStack with(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret that a stack file expects to be there; made once. */
    OwnStack secret(String name) {
        if (secrets.add(name)) {
            with("token", "not-a-secret-0123456789abcdef0123456789abcdef");
            lab.docker(manager, "secret", "create", name, folder.resolve("token").toString());
        }
        return this;
    }

    /** Deploys stack files of {@code config} together, the first time or again. */
    OwnStack deploy(Map<String, String> variables, String... files) {
        secret("orcastra_http_token");
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("DOCKER_GID", lab.exec(manager, "stat", "-c", "%g", "/var/run/docker.sock"));
        environment.put("ORCASTRA_IMAGE", IMAGE);
        List<String> command = new ArrayList<>(List.of("stack", "deploy", "--resolve-image", "never"));
        for (String file : files) {
            try {
                Files.copy(CONFIG.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            command.addAll(List.of("-c", folder.resolve(file).toString()));
        }
        command.add(STACK);
        lab.docker(manager, environment, command.toArray(String[]::new));
        return this;
    }

    String container(LabNode node, String service) {
        String id = lab.docker(node, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + service);
        assertThat(id).as("container of " + service).isNotEmpty();
        return id;
    }

    String log() {
        return lab.docker(manager, "logs", "--tail", "60", container(manager, DAEMON));
    }

    /** Resident memory of the Java in a container of that service, in MiB. */
    double residentMiB(LabNode node, String service) {
        return lab.docker(node, "top", container(node, service), "-eo", "pid,rss,comm").lines().filter(l -> l.endsWith("java"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split("\\s+")[1]) / 1024).max().orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://" + lab.address(manager) + ":6060" + path)).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        lab.docker(manager, "stack", "rm", STACK);
    }
}
