package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The ways an operator's command comes to a daemon, and how each tells what became of it. */
final class CommandWays {
    /** After these nothing more comes as things are. */
    private static final Set<String> RESTING = Set.of("done", "over", "held");

    enum Way {
        FILE, COMMAND, HTTP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final OrcastraHome home;
    private final Path file;
    private final String token;
    private final boolean hangUp;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    CommandWays(OrcastraHome home, Path file, String token) {
        this(home, file, token, false);
    }

    private CommandWays(OrcastraHome home, Path file, String token, boolean hangUp) {
        this.home = home;
        this.file = file;
        this.token = token;
        this.hangUp = hangUp;
    }

    /** For a daemon that hears no events: where a command is written into the ledger by another process, SIGHUP has it look. */
    CommandWays thatHangUp() {
        return new CommandWays(home, file, token, true);
    }

    /** What became of it: {@code done}, {@code held} or {@code over}. */
    String order(Way way, OrcastraProcess daemon, String command) throws Exception {
        return switch (way) {
            case FILE -> byFile(daemon, command);
            case COMMAND -> byCommand(daemon, command);
            case HTTP -> byHttp(daemon, command);
        };
    }

    /** Edits the file alone. */
    void write(String command) throws IOException {
        Files.writeString(file, "- " + command + "\n");
    }

    void awaitResult(OrcastraProcess daemon, String text) {
        daemon.awaitTrue(RealTime.PATIENCE, "result with '" + text + "'", () -> result().contains(text));
    }

    private String byFile(OrcastraProcess daemon, String command) throws IOException {
        String before = result().lines().filter(line -> line.startsWith("edit: ")).findFirst().orElse("none");
        write(command);
        AtomicReference<String> state = new AtomicReference<>();
        daemon.awaitTrue(RealTime.PATIENCE, "result of " + command, () -> {
            String result = result();
            result.lines().filter(line -> line.startsWith("  state: ")).findFirst()
                    .ifPresent(line -> state.set(line.substring("  state: ".length())));
            return !result.contains(before) && result.contains("- command: \"" + command + "\"") && RESTING.contains(state.get());
        });
        return state.get();
    }

    private String byCommand(OrcastraProcess daemon, String command) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process asking = home.begin(said, "command", command);
        if (hangUp) {
            daemon.awaitTrue(RealTime.PATIENCE, command + " to be asked for", () -> Files.readString(said).contains("asked for "));
            daemon.signal("HUP");
        }
        assertThat(asking.waitFor(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s came to an end", command).isTrue();
        String out = Files.readString(said);
        return asking.exitValue() == 0 && out.contains("\ndone\n") ? "done"
                : out.contains("no more can be done as things are: withdrawn") ? "held" : asking.exitValue() + " " + out;
    }

    private String byHttp(OrcastraProcess daemon, String command) throws Exception {
        HttpResponse<String> asked = post("/command", command);
        if (asked.statusCode() != 202) {
            return asked.statusCode() + " " + asked.body();
        }
        String id = json.readTree(asked.body()).path("id").asText();
        AtomicReference<String> state = new AtomicReference<>("");
        daemon.awaitTrue(RealTime.PATIENCE, "end of " + command, () -> {
            for (JsonNode order : get("/command").path("orders")) {
                if (order.path("id").asText().equals(id)) {
                    state.set(order.path("state").asText());
                }
            }
            return RESTING.contains(state.get());
        });
        return state.get();
    }

    /** What the daemon answers to who has the token. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(authorized(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As {@link #post}, of one without the token. */
    HttpResponse<String> postOfStranger(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** What the daemon tells who has the token. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(send(authorized(path).GET()).body());
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        return URI.create(home.metricsUrl().replace("/metrics", path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String result() throws IOException {
        Path result = file.resolveSibling(file.getFileName() + ".result");
        return Files.exists(result) ? Files.readString(result) : "";
    }
}
