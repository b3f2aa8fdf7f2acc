package io.orcastra.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabFailure;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Looks at all node labels every 40 ms and keeps each change of one label, with the engine's own time of it. */
final class LabelWatch implements AutoCloseable {

    private final String label;
    private final EngineApi api;
    private final List<Sighting> changes = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "label-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Set<String> last = Set.of();

    LabelWatch(SwarmLab lab, LabNode manager, String label) {
        this.label = label;
        this.api = lab.api(manager);
        look();
        changes.clear();
        clock.scheduleWithFixedDelay(this::look, 0, 40, TimeUnit.MILLISECONDS);
    }

    /** The change of a node's label, seen after that moment; waits for it at most so long. */
    Sighting await(Duration limit, Instant after, LabNode node, boolean present) {
        return Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(20)).until(
                () -> find(after, node, present), Optional::isPresent).orElseThrow();
    }

    /** All changes so far, oldest first. */
    List<Sighting> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private Optional<Sighting> find(Instant after, LabNode node, boolean present) {
        return changes.stream()
                .filter(s -> s.node().equals(node.id()) && s.present() == present && s.at().isAfter(after))
                .findFirst();
    }

    private void look() {
        try {
            JsonNode nodes = api.get("/nodes");
            Set<String> now = new HashSet<>();
            for (JsonNode node : nodes) {
                String id = node.path("ID").asText();
                boolean present = node.path("Spec").path("Labels").path(label).asText().equals("true");
                if (present) {
                    now.add(id);
                }
                if (present != last.contains(id)) {
                    changes.add(new Sighting(Instant.parse(node.path("UpdatedAt").asText()), id, present));
                }
            }
            last = now;
        } catch (UncheckedIOException | LabFailure away) {
            // an engine without a leader answers later; the next look tells all that changed meanwhile
        }
    }

    /**
     * A label appeared on a node or went away.
     *
     * @param at      when the engine last updated the node, read at most one look after the change
     * @param node    id of the node
     * @param present whether it is there from now on
     */
    record Sighting(Instant at, String node, boolean present) {}
}
