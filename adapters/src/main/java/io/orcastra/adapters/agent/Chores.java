package io.orcastra.adapters.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.http.Requests;
import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of this node that have a health check, and their restart when asked for. Decides nothing, but does not
 * restart what is a task's, or is not unhealthy any more when the request arrives.
 */
public final class Chores implements Requests {

    /** Where the containers are told; below it stands what can be asked for. */
    public static final String PATH = "/containers";
    /** Where it is told what the engine stores; below it stands what can be removed. */
    public static final String STORAGE = "/storage";

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Pattern RESTART = Pattern.compile(PATH + "/([0-9a-f]{12,64})/restart");
    private static final Pattern REMOVE =
            Pattern.compile(STORAGE + "/(?:(image)/([0-9a-f]{64})|(container)/([0-9a-f]{12,64})"
                    + "|(volume)/([A-Za-z0-9][A-Za-z0-9_.-]{1,250}))");
    private static final String SERVICE = "com.docker.swarm.service.name";
    private static final String CHECKED = "/containers/json"
            + Filters.with("health", "starting", "healthy", "unhealthy").query();
    private static final int USUAL_STOP_SECONDS = 10;
    /** Below the deadline of a write. */
    private static final int LONGEST_STOP_SECONDS = 20;

    private final DockerApi api;
    private final ObjectMapper json = new ObjectMapper();
    private final Storage storage;
    private final Removal removal;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /**
     * For one engine.
     *
     * @param grace   how long something has been unused before it is removed, whoever asks
     * @param volumes names of those that are removed although they have one
     */
    public Chores(DockerApi api, FirstSeen firstSeen, Duration grace, Set<String> volumes, Clock clock) {
        this.api = api;
        this.storage = new Storage(api, firstSeen);
        this.removal = new Removal(api, firstSeen, grace, volumes, clock);
    }

    /** Takes note of what is there. */
    public void begin() {
        try {
            storage.note();
        } catch (DockerFailure failure) {
            LOG.warn("The engine does not tell its images, which count from when it does: {}", failure.getMessage());
        }
    }

    /** What the engine stores now; empty when it does not tell in time. */
    public Optional<String> stored() {
        try {
            return Optional.of(text(storage.read()));
        } catch (DockerFailure failure) {
            LOG.warn("The engine does not tell what it stores: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    /** The containers as the engine tells them now; empty when it does not answer. */
    public Optional<String> report() {
        try {
            String node = api.get("/info").path("Swarm").path("NodeID").asText();
            return Optional.of(text(new NodeContainers(node, api.list(CHECKED, Chores::checked).stream()
                    .filter(one -> one.service().isEmpty() || one.health().equals("unhealthy")).toList())));
        } catch (DockerFailure failure) {
            LOG.warn("The engine does not tell its containers: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> done(String path) {
        Matcher restart = RESTART.matcher(path);
        if (!restart.matches()) {
            return removed(REMOVE.matcher(path));
        }
        Answer answer = restart(restart.group(1));
        LOG.atInfo().addKeyValue("container", restart.group(1)).addKeyValue("result", answer.result())
                .addKeyValue("message", answer.message()).log("Restart of a container was asked for");
        return Optional.of(text(answer));
    }

    private Optional<String> removed(Matcher remove) {
        if (!remove.matches()) {
            return Optional.empty();
        }
        int kind = remove.group(1) != null ? 1 : remove.group(3) != null ? 3 : 5;
        Answer answer = removal.of(remove.group(kind), remove.group(kind + 1));
        LOG.atInfo().addKeyValue("item", remove.group(kind) + " " + remove.group(kind + 1)).addKeyValue("result", answer.result())
                .addKeyValue("message", answer.message()).log("Removal was asked for");
        return Optional.of(text(answer));
    }

    private Answer restart(String id) {
        if (!underWay.add(id)) {
            return new Answer(Answer.LEFT, "it is being restarted already");
        }
        try {
            JsonNode container = api.get("/containers/" + id + "/json");
            if (container.path("Config").path("Labels").has(SwarmContainer.TASK_LABEL)) {
                return new Answer(Answer.LEFT, "it is a task's, which Swarm replaces");
            }
            if (!container.path("State").path("Health").path("Status").asText().equals("unhealthy")) {
                return new Answer(Answer.LEFT, "it is not unhealthy any more");
            }
            api.post("/containers/" + id + "/restart?t=" + stopSeconds(container), null);
            return new Answer(Answer.DONE, "");
        } catch (NotFound gone) {
            return new Answer(Answer.LEFT, "it is not there any more");
        } catch (DockerFailure failure) {
            return new Answer(Answer.FAILED, failure.getMessage());
        } finally {
            underWay.remove(id);
        }
    }

    /** A container that wants to be waited for without end says so with a negative number. */
    private static int stopSeconds(JsonNode container) {
        int wanted = container.path("Config").path("StopTimeout").asInt(USUAL_STOP_SECONDS);
        return wanted < 0 ? LONGEST_STOP_SECONDS : Math.min(wanted, LONGEST_STOP_SECONDS);
    }

    private static NodeContainers.Checked checked(JsonNode container) {
        JsonNode labels = container.path("Labels");
        boolean task = labels.has(SwarmContainer.TASK_LABEL);
        String service = task ? labels.path(SERVICE).asText("a service") : "";
        return new NodeContainers.Checked(container.path("Id").asText(),
                container.path("Names").path(0).asText().replaceFirst("^/", ""), service, health(container.path("Status").asText()),
                labels.path("orchestration.autoheal").asText(labels.path("autoheal").asText("")));
    }

    /** @param status such as {@code Up 5 minutes (unhealthy)}: the list has health in no field of its own */
    private static String health(String status) {
        if (status.endsWith("(unhealthy)")) {
            return "unhealthy";
        }
        return status.endsWith("(healthy)") ? "healthy" : "starting";
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that cannot be written", impossible);
        }
    }
}
