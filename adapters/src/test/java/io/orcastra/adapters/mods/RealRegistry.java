package io.orcastra.adapters.mods;

import static org.awaitility.Awaitility.await;

import io.orcastra.lab.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Debian's {@code docker-registry} as a process of its own, with the kind of authentication it is given. */
final class RealRegistry implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    static final RegistryLogin.Password LOGIN = new RegistryLogin.Password("lab", "lab");
    /** Of the password above. */
    private static final String HASHED = "lab:$2y$05$orcastralabregistryauOUHg.V7ahmymyIS/U4MCzesWjKkbSjrW\n";
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final int REFUSED = 401;

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealRegistry(Path folder, String authentication) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, Loopback.own())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("registry" + port + ".yml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}, maintenance: {uploadpurging: {enabled: false}}}
                http: {addr: "%s"}
                auth:
                %s
                """.formatted(folder.resolve("storage"), host(), authentication.indent(2)));
        process = new ProcessBuilder(PROGRAM.toString(), "serve", config.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry" + port + ".log").toFile()).start();
        await().atMost(STARTING).ignoreExceptions().until(() -> client.send(HttpRequest.newBuilder(uri("/v2/")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode() == REFUSED);
    }

    /** One that lets in whoever has the password. */
    static RealRegistry withPassword(Path folder) throws IOException {
        Path passwords = Files.writeString(folder.resolve("htpasswd"), HASHED);
        return new RealRegistry(folder, "htpasswd: {realm: lab, path: %s}".formatted(passwords));
    }

    /** One that lets in whoever has a token of that server, with what the other one has stored. */
    static RealRegistry withTokens(Path folder, TokenServer server) throws IOException {
        return new RealRegistry(folder, "token: {realm: \"%s\", service: %s, issuer: %s, rootcertbundle: %s}"
                .formatted(server.realm(), TokenServer.SERVICE, TokenServer.ISSUER, server.authority()));
    }

    String host() {
        return Loopback.own().getHostAddress() + ":" + port;
    }

    /** Needs {@link #withPassword}. */
    Sha256 blob(String repository, byte[] bytes) {
        Sha256 digest = Sha256.of(bytes);
        String begun = send("POST", uri("/v2/" + repository + "/blobs/uploads/"), new byte[0], Map.of()).headers()
                .firstValue("Location").orElseThrow();
        URI upload = uri("/").resolve(begun);
        send("PUT", URI.create(upload + "&digest=" + digest), bytes, Map.of("Content-Type", "application/octet-stream"));
        return digest;
    }

    /** Needs {@link #withPassword}; under its digest as well. */
    Sha256 manifest(String repository, String tag, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send("PUT", uri("/v2/" + repository + "/manifests/" + tag), bytes, Map.of("Content-Type", type));
        return Sha256.of(bytes);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private HttpResponse<String> send(String method, URI uri, byte[] body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                    .setHeader("Authorization", LOGIN.basic());
            headers.forEach(request::setHeader);
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + uri + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + host() + path);
    }
}
