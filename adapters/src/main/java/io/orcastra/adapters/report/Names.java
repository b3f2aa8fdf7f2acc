package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.Redaction;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names people use for Swarm's ids. A hostname that two nodes share is followed by a short id. */
public final class Names {

    /** Docker itself shortens ids to twelve characters. */
    private static final int SHORT_ID = 12;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{2,64}");

    private final Map<String, String> byId = new HashMap<>();
    private final Map<String, Task> placed = new HashMap<>();

    public Names(Iterable<?> facts) {
        Set<String> hostnames = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Node node && !hostnames.add(node.hostname())) {
                shared.add(node.hostname());
            }
        }
        for (Object fact : facts) {
            if (fact instanceof Node node) {
                byId.put(node.id(), shared.contains(node.hostname())
                        ? node.hostname() + " (" + abbreviated(node.id()) + ")" : node.hostname());
            } else if (fact instanceof Service service) {
                byId.put(service.id(), service.name());
            } else if (fact instanceof Container container) {
                byId.put(container.id(), container.name());
            }
        }
        for (Object fact : facts) {
            if (fact instanceof Task task && task.desired() == TaskState.RUNNING && !task.nodeId().isEmpty()) {
                placed.put(task.id(), task);
            }
            if (fact instanceof Task task) {
                byId.put(task.id(), of(task.serviceId()) + "." + (task.slot() > 0 ? task.slot() : of(task.nodeId())));
            }
        }
    }

    /** The name of a node, service, task or container, or the id itself when it is not among the facts. */
    public String of(String id) {
        return byId.getOrDefault(id, id);
    }

    /** How many tasks of a service have a node. */
    int tasks(String serviceId) {
        return (int) placed.values().stream().filter(task -> task.serviceId().equals(serviceId)).count();
    }

    /** Id of the node of a task, as far as it is known. */
    Optional<String> nodeOf(String taskId) {
        return Optional.ofNullable(placed.get(taskId)).map(Task::nodeId);
    }

    /** The text, fit to be shown: every known id in it replaced by its name, and redacted. */
    public String in(String text) {
        return WORD.matcher(Redaction.of(text)).replaceAll(match ->
                Matcher.quoteReplacement(of(match.group())));
    }

    private static String abbreviated(String id) {
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
