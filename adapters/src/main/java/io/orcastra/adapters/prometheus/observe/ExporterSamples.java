package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.text.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks out of an exposition what tells of memory: node_exporter's {@code node_memory_*}, cAdvisor's
 * {@code container_memory_working_set_bytes}, the agent's both, and how the node is called.
 */
final class ExporterSamples implements Consumer<Sample> {

    private static final String TOTAL = "node_memory_MemTotal_bytes";
    private static final String AVAILABLE = "node_memory_MemAvailable_bytes";
    private static final String WORKING_SET = "container_memory_working_set_bytes";
    private static final String TASK = "container_label_com_docker_swarm_task_id";
    private static final String NODE = "container_label_com_docker_swarm_node_id";
    /** What Swarm calls the container of a task: service, slot or node, task. */
    private static final Pattern CONTAINER = Pattern.compile(".+\\.([a-z0-9]{25})");
    private static final Pattern NODE_ID = Pattern.compile("[a-z0-9]{25}");
    /** Who says which node it is, with the label that says it, the most certain first. */
    private static final List<String[]> IDENTITIES = List.of(new String[] {"orcastra_agent_info", "node_id"},
            new String[] {"node_meta", "node_id"}, new String[] {"node_uname_info", "nodename"});

    /** A node's network has room for a thousand; what an exporter has beyond that is not kept. */
    private static final int MOST_CONTAINERS = 5_000;
    /** An id has 25 characters; whoever calls a task otherwise for a test is brief. */
    private static final int LONGEST_ID = 64;

    private final Map<String, Sample> single = new HashMap<>();
    private final Map<String, List<Container>> tasks = new HashMap<>();
    private final Set<Long> series = new HashSet<>();
    private String twice = "";

    /** What is kept of a container's sample: its labels alone can have kilobytes. */
    private record Container(String nodeId, double bytes, Optional<Instant> at) {
    }

    @Override
    public void accept(Sample sample) {
        if (sample.name().equals(WORKING_SET)) {
            container(sample);
        } else if (sample.name().equals(TOTAL) || sample.name().equals(AVAILABLE)
                || IDENTITIES.stream().anyMatch(identity -> identity[0].equals(sample.name()))) {
            noticeTwice(single.put(sample.name(), sample) != null, sample);
        }
    }

    /**
     * @param name      the node it is known to be; else what it says of itself
     * @param wantsNode whether an answer without the node's own memory is a failure
     * @throws FetchFailed when what matters is missing, there twice, or cannot be true
     */
    Readings readings(Instant now, String name, boolean wantsNode) throws FetchFailed {
        if (!twice.isEmpty()) {
            throw new FetchFailed("says " + twice + " twice");
        }
        if (series.size() > MOST_CONTAINERS) {
            throw new FetchFailed("tells of more than " + MOST_CONTAINERS + " containers of tasks: maybe it is no exporter of one node");
        }
        refuseAnother(name);
        List<Readings.OfNode> nodes = new ArrayList<>();
        if (wantsNode) {
            Sample total = wanted(TOTAL);
            Sample available = wanted(AVAILABLE);
            Instant one = Believable.moment(total.at(), now);
            Instant other = Believable.moment(available.at(), now);
            Instant at = one.isBefore(other) ? one : other;
            nodes.add(Believable.node(name.isEmpty() ? identity() : name, total.value(), available.value(), at, at));
        }
        List<Readings.OfTask> measured = new ArrayList<>();
        for (Map.Entry<String, List<Container>> task : tasks.entrySet()) {
            task(task.getKey(), task.getValue(), now, measured);
        }
        return new Readings(nodes, measured);
    }

    private void container(Sample sample) {
        String task = taskOf(sample);
        if (task.isEmpty() || task.length() > LONGEST_ID || series.size() > MOST_CONTAINERS) {
            return;
        }
        noticeTwice(!series.add(fingerprint(sample.labels())), sample);
        String node = sample.label(NODE);
        tasks.computeIfAbsent(task, none -> new ArrayList<>())
                .add(new Container(node.length() > LONGEST_ID ? "" : node, sample.value(), sample.at()));
    }

    /** Two independent halves, so that two series of one node do not meet by chance. */
    private static long fingerprint(Map<String, String> labels) {
        int other = labels.entrySet().stream().mapToInt(label -> 31 * label.getKey().hashCode() + label.getValue().hashCode())
                .map(hash -> hash * hash).sum();
        return (long) labels.hashCode() << 32 | other & 0xffffffffL;
    }

    /** A cAdvisor that was told to leave the containers' labels out ({@code --store_container_labels=false}) tells names yet. */
    private static String taskOf(Sample sample) {
        if (!sample.label(TASK).isEmpty()) {
            return sample.label(TASK);
        }
        Matcher name = CONTAINER.matcher(sample.label("name"));
        return name.matches() ? name.group(1) : "";
    }

    private void noticeTwice(boolean again, Sample sample) {
        if (again) {
            twice = sample.name();
        }
    }

    private Sample wanted(String metric) throws FetchFailed {
        Sample sample = single.get(metric);
        if (sample == null) {
            throw new FetchFailed("does not say " + metric + ": maybe it is another exporter");
        }
        return sample;
    }

    /** Behind a port of the routing mesh answers whichever node it likes. */
    private void refuseAnother(String name) throws FetchFailed {
        String said = identity();
        if (NODE_ID.matcher(name).matches() && NODE_ID.matcher(said).matches() && !said.equals(name)) {
            throw new FetchFailed("measures another node, " + said + ": maybe its port is published by the routing mesh");
        }
    }

    private String identity() {
        return IDENTITIES.stream().filter(identity -> single.containsKey(identity[0]))
                .map(identity -> single.get(identity[0]).label(identity[1]))
                .filter(said -> !said.isEmpty()).findFirst().orElse("");
    }

    /** A task one of whose containers says nonsense is not measured; the others are. */
    private static void task(String id, List<Container> containers, Instant now, List<Readings.OfTask> measured)
            throws FetchFailed {
        Instant oldest = now;
        double sum = 0;
        for (Container container : containers) {
            Instant at = Believable.moment(container.at(), now);
            oldest = at.isBefore(oldest) ? at : oldest;
            sum += Believable.isBytes(container.bytes()) ? container.bytes() : Double.NaN;
        }
        if (Believable.isBytes(sum)) {
            measured.add(new Readings.OfTask(id, containers.get(0).nodeId(), (long) sum, oldest));
        }
    }
}
