package io.orcastra.adapters.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.agent.Chores;
import io.orcastra.adapters.agent.ModChores;
import io.orcastra.adapters.agent.NodeContainers;
import io.orcastra.adapters.agent.NodeMods;
import io.orcastra.adapters.agent.NodeStorage;
import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.Access.Credentials;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Speaks to agents, each time with the secret as its file holds it. Thread-safe; every call ends within its limit. */
public final class AgentClient {

    private static final Duration TELL = Duration.ofSeconds(8);
    /** The agent waits up to 25 s for its engine. */
    private static final Duration DO = Duration.ofSeconds(40);
    /** Of which its engine may take fifty seconds. */
    private static final Duration STORAGE = Duration.ofSeconds(58);
    /** A thousand containers are about 200 KB. */
    private static final int LONGEST_ANSWER = 4 << 20;

    private final Fetcher fetcher;
    private final Access access;
    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public AgentClient(Fetcher fetcher, Path tokenFile) {
        this.fetcher = fetcher;
        this.access = new Access(Optional.empty(), new Credentials.Bearer(tokenFile));
    }

    /** @param agent any address of it; its path does not count */
    NodeContainers containers(URI agent) throws FetchFailed {
        return fetcher.get(agent.resolve(Chores.PATH), access, "application/json", TELL,
                (type, body) -> read(body, NodeContainers.class));
    }

    /** @param agent any address of it; its path does not count */
    Answer restart(URI agent, String containerId) throws FetchFailed {
        return fetcher.post(agent.resolve(Chores.PATH + "/" + containerId + "/restart"), access, DO,
                (type, body) -> read(body, Answer.class));
    }

    /** @param agent any address of it; its path does not count */
    NodeStorage storage(URI agent) throws FetchFailed {
        return fetcher.get(agent.resolve(Chores.STORAGE), access, "application/json", STORAGE,
                (type, body) -> read(body, NodeStorage.class));
    }

    /** @param item as in {@link io.orcastra.facts.decision.CollectGarbage} */
    Answer remove(URI agent, String item) throws FetchFailed {
        String path = item.replaceFirst(" (sha256:)?", "/");
        return fetcher.post(agent.resolve(Chores.STORAGE + "/" + path), access, DO, (type, body) -> read(body, Answer.class));
    }

    /** @param agent any address of it; its path does not count */
    NodeMods mods(URI agent) throws FetchFailed {
        return fetcher.get(agent.resolve(ModChores.PATH), access, "application/json", TELL,
                (type, body) -> read(body, NodeMods.class));
    }

    /** Begins to fetch, or tells how far it is. */
    Answer fetch(URI agent, String file) throws FetchFailed {
        return fetcher.post(agent.resolve(ModChores.PATH + "/" + file), access, TELL, (type, body) -> read(body, Answer.class));
    }

    /** Has all that is cached there count as old. */
    Answer refresh(URI agent) throws FetchFailed {
        return fetcher.post(agent.resolve(ModChores.PATH), access, TELL, (type, body) -> read(body, Answer.class));
    }

    private <T> T read(InputStream body, Class<T> type) throws IOException, FetchFailed {
        byte[] text = body.readNBytes(LONGEST_ANSWER + 1);
        if (text.length > LONGEST_ANSWER) {
            throw new FetchFailed("answers more than " + (LONGEST_ANSWER >> 20) + " MiB");
        }
        try {
            T answer = json.readValue(text, type);
            if (answer == null) {
                throw new FetchFailed("answers with nothing");
            }
            return answer;
        } catch (JsonProcessingException garbled) {
            throw new FetchFailed("answers what no agent with --chores says", garbled);
        }
    }
}
