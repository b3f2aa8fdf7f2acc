package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.VersionConflict;
import io.orcastra.adapters.docker.observe.NodeReader;
import io.orcastra.facts.cluster.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an object, lets an edit decide, checks that only what was meant differs, writes with the version that was read,
 * reads again and compares. Thread-safe.
 *
 * <p>No registry credentials are sent: the engine keeps those it has, and other ones would restart every task.
 */
public final class SpecWriter {

    /** Four writers on one service exhausted eight attempts; with jitter twenty are plenty. */
    private static final int ATTEMPTS = 20;

    private static final int LONGEST_JITTER_MS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(SpecWriter.class);

    private final DockerApi docker;
    private final RandomGenerator random;

    public SpecWriter(DockerApi docker, RandomGenerator random) {
        this.docker = docker;
        this.random = random;
    }

    /**
     * @throws io.orcastra.adapters.docker.api.DockerFailure when the engine did not answer, or the object is gone
     * @throws SpoiltWrite when something else than meant had changed afterwards; it is logged as an error
     */
    public Written write(SwarmObject object, SpecEdit edit) {
        return ManagerVersions.disagreement(nodes()).<Written>map(Written.Refused::new)
                .orElseGet(() -> tryToWrite(object, edit));
    }

    /**
     * As {@link #write}, for an edit that only takes off what is ours: a manager of another version does not hinder it,
     * for what is left on would do more harm, unless the leader is the older one and would spoil the spec.
     */
    public Written clear(SwarmObject object, SpecEdit edit) {
        return ManagerVersions.olderLeader(nodes()).<Written>map(Written.Refused::new)
                .orElseGet(() -> tryToWrite(object, edit));
    }

    private List<Node> nodes() {
        return docker.list("/nodes", NodeReader::node);
    }

    private Written tryToWrite(SwarmObject object, SpecEdit edit) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Written> written = attempt(object, edit);
            if (written.isPresent()) {
                return written.get();
            }
            jitter();
        }
        return new Written.Refused(object + " was written by others " + ATTEMPTS + " times while this was tried");
    }

    /** Empty when somebody else wrote first. */
    private Optional<Written> attempt(SwarmObject object, SpecEdit edit) {
        JsonNode read = docker.get(object.path());
        if (isJob(read)) {
            return Optional.of(new Written.Refused("it is a job, and any write runs a job again"));
        }
        SpecEdit.Decision decision = edit.decide(read);
        if (decision instanceof SpecEdit.Leave leave) {
            return Optional.of(new Written.Left(leave.reason()));
        }
        if (decision instanceof SpecEdit.Refuse refuse) {
            return Optional.of(new Written.Refused(refuse.reason()));
        }
        SpecEdit.Change change = (SpecEdit.Change) decision;
        Set<String> others = JsonDifference.between(read.path("Spec"), change.spec()).outside(change.meant());
        if (!others.isEmpty()) {
            LOG.error("Refused to write {}: the edit would also touch {}.", object, others);
            return Optional.of(new Written.Refused("the edit would also touch " + others));
        }
        try {
            docker.post(object.updatePath(read), change.spec());
        } catch (VersionConflict conflict) {
            LOG.debug("{}; deciding again", conflict.getMessage());
            return Optional.empty();
        }
        verify(object, change);
        return Optional.of(new Written.Changed(read, change.spec()));
    }

    private static boolean isJob(JsonNode object) {
        JsonNode mode = object.path("Spec").path("Mode");
        return mode.has("ReplicatedJob") || mode.has("GlobalJob");
    }

    private void verify(SwarmObject object, SpecEdit.Change change) {
        JsonNode now = docker.get(object.path());
        SortedSet<String> spoilt = JsonDifference.between(change.spec(), now.path("Spec")).paths();
        if (spoilt.isEmpty() || isWrittenSince(object, now, change, spoilt)) {
            return;
        }
        SpoiltWrite alarm = new SpoiltWrite(object, spoilt);
        LOG.error("{}", alarm.getMessage());
        throw alarm;
    }

    /** A service remembers what it was before the last write. A node does not, but others write its other labels. */
    private static boolean isWrittenSince(
            SwarmObject object, JsonNode now, SpecEdit.Change change, SortedSet<String> spoilt) {
        if (object.kind() == SwarmObject.Kind.SERVICE) {
            return JsonDifference.same(change.spec(), now.path("PreviousSpec"));
        }
        return spoilt.stream().allMatch(path -> path.startsWith("/Labels/") && !change.meant().contains(path));
    }

    private void jitter() {
        try {
            TimeUnit.MILLISECONDS.sleep(1 + random.nextInt(LONGEST_JITTER_MS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
