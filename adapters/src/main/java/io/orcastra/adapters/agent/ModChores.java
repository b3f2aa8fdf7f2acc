package io.orcastra.adapters.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.http.Requests;
import io.orcastra.adapters.mods.DockerLogins;
import io.orcastra.adapters.mods.Mod;
import io.orcastra.adapters.mods.ModCache;
import io.orcastra.adapters.mods.ModFailed;
import io.orcastra.adapters.mods.ModSettings;
import io.orcastra.engine.port.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which mods the containers here ask for, and fetches those the daemon asks for: nothing else than what a container
 * asks for as well. A request begins a fetch and is answered at once; repeated, it tells how far it is, and in the end
 * once how it ended.
 */
public final class ModChores implements Requests, AutoCloseable {
    /** Whom to ask for mods, and with the name of a file behind it to fetch one. */
    public static final String PATH = "/mods";

    private static final Logger LOG = LoggerFactory.getLogger(ModChores.class);
    private static final Pattern FETCH = Pattern.compile(PATH + "/([A-Za-z0-9_][A-Za-z0-9._+@=-]{0,600})");
    private static final int AT_ONCE = 2;
    /** Whoever waits for an end asks every second; nobody else wants to hear it. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    private final DockerApi api;
    private final Path folder;
    private final ModCache cache;
    private final AskedMods asked;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, ModChores::thread);
    private volatile long refreshAsked;

    /**
     * For one engine.
     *
     * @param folder of the cache; without it nothing is cached
     * @param logins of registries that do not serve anybody
     */
    public ModChores(DockerApi api, Path folder, long longest, DockerLogins logins, Clock clock) {
        this.api = api;
        this.folder = folder;
        this.clock = clock;
        cache = new ModCache(folder, new EngineHost(api, logins), ModSettings.upTo(longest), clock);
        asked = new AskedMods(api);
    }

    /** @param nanos by the clock, when it came to that */
    private record Begun(Answer answer, long nanos) {
    }

    /** Says once whether there is something to write into. */
    public void announce() {
        if (cache.isThere()) {
            LOG.atInfo().addKeyValue("folder", folder).log("Mods are cached");
        } else {
            LOG.atInfo().addKeyValue("folder", folder).addKeyValue("advice",
                    "Maybe mount a folder there that the agent may write to, if containers here should find their mods in it")
                    .log("No mods are cached: there is no such folder, or it is not writable");
        }
    }

    /** What containers ask for now, and how it stands; empty when the engine does not answer. */
    public Optional<String> report() {
        try {
            String node = api.get("/info").path("Swarm").path("NodeID").asText();
            return Optional.of(text(new NodeMods(node, refreshAsked, cache.isThere() ? standing() : List.of())));
        } catch (DockerFailure failure) {
            LOG.warn("The engine does not tell which mods its containers ask for: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> done(String path) {
        if (path.equals(PATH)) {
            refreshAsked = clock.instant().getEpochSecond();
            LOG.info("A refresh of all mods was asked for");
            return Optional.of(text(new Answer(Answer.DONE, "")));
        }
        Matcher fetch = FETCH.matcher(path);
        return fetch.matches() ? Optional.of(text(fetch(fetch.group(1)))) : Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        cache.close();
    }

    private List<NodeMods.Asked> standing() {
        AskedMods.Asked now = asked.read();
        List<NodeMods.Asked> all = new ArrayList<>();
        now.mods().forEach((file, mod) -> all.add(new NodeMods.Asked(file, mod.source(),
                cache.checked(mod).map(Instant::getEpochSecond).orElse(0L), failures.getOrDefault(file, ""))));
        now.refused().forEach((source, why) -> all.add(new NodeMods.Asked("", source, 0, why)));
        failures.keySet().retainAll(now.mods().keySet());
        return all;
    }

    private Answer fetch(String file) {
        Begun known = begun.get(file);
        if (known != null && known.answer().isUnderWay()) {
            return known.answer();
        }
        if (known != null && begun.remove(file, known) && clock.nanos() - known.nanos() <= TOLD.toNanos()) {
            return known.answer();
        }
        try {
            Mod mod = asked.read().mods().get(file);
            if (mod == null) {
                return new Answer(Answer.LEFT, "no container asks for it any more");
            }
            Answer underWay = new Answer(Answer.UNDER_WAY, "");
            if (begun.putIfAbsent(file, new Begun(underWay, clock.nanos())) == null) {
                threads.execute(() -> begun.put(file, new Begun(fetched(mod), clock.nanos())));
            }
            return underWay;
        } catch (DockerFailure failure) {
            return new Answer(Answer.FAILED, failure.getMessage());
        }
    }

    private Answer fetched(Mod mod) {
        Answer answer = outcome(mod);
        if (answer.result().equals(Answer.FAILED)) {
            failures.put(mod.file(), answer.message());
        } else {
            failures.remove(mod.file());
        }
        LOG.atInfo().addKeyValue("mod", mod.source()).addKeyValue("file", mod.file()).addKeyValue("result", answer.result())
                .addKeyValue("message", answer.message()).log("A mod was asked for");
        return answer;
    }

    private Answer outcome(Mod mod) {
        try {
            return cache.fetch(mod) ? new Answer(Answer.DONE, "") : new Answer(Answer.LEFT, "it is the newest already");
        } catch (ModFailed failed) {
            return new Answer(Answer.FAILED, failed.getMessage());
        } catch (DockerFailure failure) {
            return new Answer(Answer.FAILED, "cannot be fetched, the engine does not answer: " + failure.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("{} could not be fetched. Maybe this is a fault of Orcastra worth reporting.", mod.source(), fault);
            return new Answer(Answer.FAILED, "met a fault of Orcastra: " + fault.getClass().getSimpleName());
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that cannot be written", impossible);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mods");
        thread.setDaemon(true);
        return thread;
    }
}
