package io.orcastra.adapters.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.http.Requests;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer of an agent that runs dry to whatever it is asked to do: it does not, and says so. */
public final class DryRunRequests implements Requests {

    private static final Logger LOG = LoggerFactory.getLogger(DryRunRequests.class);
    private static final String WHY = "this agent runs with DRY_RUN=true and does nothing";

    private final Set<String> paths;
    private final ObjectMapper json = new ObjectMapper();

    /** @param paths at and below which something could be asked for */
    public DryRunRequests(Set<String> paths) {
        this.paths = Set.copyOf(paths);
    }

    @Override
    public Optional<String> done(String path) {
        if (paths.stream().noneMatch(one -> path.equals(one) || path.startsWith(one + "/"))) {
            return Optional.empty();
        }
        LOG.atInfo().addKeyValue("path", path).log("Dry run: what was asked for is not done");
        try {
            return Optional.of(json.writeValueAsString(new Answer(Answer.FAILED, WHY)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that cannot be written", impossible);
        }
    }
}
