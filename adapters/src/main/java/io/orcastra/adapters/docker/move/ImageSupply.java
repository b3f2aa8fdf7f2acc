package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerUnavailable;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.PullRefusal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that nodes have an image before a task is sent there. */
final class ImageSupply {

    private static final Logger LOG = LoggerFactory.getLogger(ImageSupply.class);

    private final DockerApi docker;
    private final SwarmReader reader;
    private final Clock clock;
    private final Shutdown shutdown;
    private final MoveSettings settings;
    private final PulledImages pulled;

    ImageSupply(DockerApi docker, Clock clock, Shutdown shutdown, MoveSettings settings) {
        this.docker = docker;
        this.reader = new SwarmReader(docker);
        this.clock = clock;
        this.shutdown = shutdown;
        this.settings = settings;
        this.pulled = new PulledImages(clock);
    }

    /**
     * @return whether it had to be pulled, which may have taken minutes: what was decided before is old then
     * @throws Refusal when a node cannot have it; no job is left then
     */
    boolean supply(Undertaking action, String image, Set<String> nodeIds) throws Refusal, LedgerUnavailable {
        Set<String> missing = new TreeSet<>(nodeIds);
        missing.removeAll(nodesWith(image, reader.tasks()));
        missing.removeIf(nodeId -> pulled.has(image, nodeId));
        for (String nodeId : missing) {
            pull(action, image, nodeId);
            pulled.add(image, nodeId);
        }
        return !missing.isEmpty();
    }

    /** Nodes on which a container of exactly this image was created. A name without a digest may by now mean another. */
    static Set<String> nodesWith(String image, List<TaskReading> tasks) {
        Set<String> nodes = new TreeSet<>();
        if (image.contains("@sha256:")) {
            tasks.stream()
                    .filter(task -> task.image().equals(image) && !task.containerId().isEmpty())
                    .forEach(task -> nodes.add(task.nodeId()));
        }
        return nodes;
    }

    private void pull(Undertaking action, String image, String nodeId) throws Refusal, LedgerUnavailable {
        String node = hostname(nodeId);
        if (!reader.hasJobs()) {
            throw refused(image, nodeId, node,
                    "this engine's API (" + docker.version() + ") has no jobs to pull it with");
        }
        PullJob job = new PullJob("orcastra-pull-" + UUID.randomUUID().toString().substring(0, 13),
                action.serviceId(), image, nodeId);
        action.announceJob(job.name());
        try {
            docker.post("/services/create", job.spec());
            action.completed(MoveStep.PULL_STARTED);
            LOG.info("Pulling {} on {} before a task is sent there.", image, node);
            await(job, node);
        } finally {
            remove(job.name());
        }
        action.announceJob("");
    }

    private void await(PullJob job, String node) throws Refusal {
        long end = clock.nanos() + settings.pullLimit().toNanos();
        while (clock.nanos() - end < 0) {
            for (TaskReading task : tasks(job)) {
                if (PullJob.isPulled(task)) {
                    return;
                }
                if (task.state().compareTo(TaskState.FAILED) > 0) {
                    throw refused(job.image(), job.nodeId(), node, task.error());
                }
            }
            if (isLost(job.nodeId())) {
                throw Refusal.impossible("the node " + node + " went away while it pulled " + job.image());
            }
            if (shutdown.isRequested()) {
                throw Refusal.unneeded("this instance is stopping");
            }
            shutdown.pause(settings.poll());
        }
        throw refused(job.image(), job.nodeId(), node, "not pulled within " + settings.pullLimit().toSeconds() + " s");
    }

    private List<TaskReading> tasks(PullJob job) {
        try {
            return reader.tasks(job.name());
        } catch (DockerUnavailable away) {
            LOG.debug("No look at {}: {}", job.name(), away.getMessage());
            return List.of();
        }
    }

    private boolean isLost(String nodeId) {
        try {
            return reader.nodes().stream().noneMatch(node -> node.id().equals(nodeId) && node.mayTakeTasks());
        } catch (DockerUnavailable away) {
            return false;
        }
    }

    /** Without effect when it does not exist. */
    void remove(String job) {
        try {
            docker.delete("/services/" + job);
        } catch (NotFound gone) {
            LOG.debug("The pull job {} is gone.", job);
        }
    }

    private String hostname(String nodeId) {
        return reader.nodes().stream()
                .filter(node -> node.id().equals(nodeId))
                .map(NodeReading::hostname)
                .findFirst().orElse(nodeId);
    }

    private static Refusal refused(String image, String nodeId, String node, String message) {
        return Refusal.pull(new PullRefusal(image, nodeId, message),
                "the image " + image + " cannot be had on " + node + ": " + message
                        + ".\nMaybe the registry wants credentials; pull it there by hand: docker pull " + image);
    }
}
