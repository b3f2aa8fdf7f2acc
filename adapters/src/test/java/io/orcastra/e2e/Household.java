package io.orcastra.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.OrcastraHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** A configuration with stand-ins for the services it names, as its owner's stacks would have made them. */
final class Household {

    /** Where the configuration's node names and addresses are a lab's. */
    static final String SUBNET = "10.30.0.0/24";
    static final String MACHINES = "21:brook-01-vm,11:brook-01-metal,12:brook-02-metal,13:brook-03-metal,22:brook-02-vm,"
            + "23:brook-03-vm,51:studio-desk,52:studio-lap";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLISECOND = 1_000_000;

    private final Path folder;
    private final Map<String, Object> swarm;

    Household(Path folder) {
        this.folder = folder;
        this.swarm = new Yaml().load(text("swarm.yml"));
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All its files, as its owner left them. */
    void install(OrcastraHome home) {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).forEach(name -> home.write(name, text(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By hostname, the labels its node shall have. */
    Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        entries("nodes").forEach((name, node) -> labels.put(name, strings(node.get("labels"))));
        return labels;
    }

    List<Anchor> anchors() {
        List<Anchor> anchors = new ArrayList<>();
        entries("dependencies").forEach((name, entry) ->
                anchors.add(new Anchor(name, entry.get("stack").toString(), strings(entry.get("services")))));
        return anchors;
    }

    /** The first dependent of each anchor is bound to its label, as the original asked for; the others run anywhere. */
    void deploy(EngineApi api) {
        for (Anchor anchor : anchors()) {
            create(api, anchor.stack(), anchor.service(), List.of());
            for (String dependent : anchor.dependents()) {
                boolean bound = dependent.equals(anchor.dependents().get(0));
                create(api, anchor.stack(), dependent, bound ? List.of("node.labels." + anchor.label() + "==true") : List.of());
            }
        }
    }

    private static void create(EngineApi api, String stack, String name, List<String> constraints) {
        ObjectNode spec = JSON.createObjectNode().put("Name", name);
        spec.putObject("Labels").put("com.docker.stack.namespace", stack);
        ObjectNode task = spec.putObject("TaskTemplate");
        task.putObject("ContainerSpec").put("Image", "lab/plain:1").put("StopGracePeriod", 1000 * MILLISECOND);
        task.putObject("RestartPolicy").put("Condition", "any").put("Delay", 100 * MILLISECOND);
        task.putArray("Networks").addObject().put("Target", "host");
        constraints.forEach(task.putObject("Placement").putArray("Constraints")::add);
        spec.putObject("Mode").putObject("Replicated").put("Replicas", 1);
        spec.putObject("EndpointSpec").put("Mode", "dnsrr");
        api.post("/services/create", spec);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> entries(String key) {
        return (Map<String, Map<String, Object>>) swarm.get(key);
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    /**
     * An entry of {@code dependencies}.
     *
     * @param dependents full names
     */
    record Anchor(String label, String stack, List<String> dependents) {
        Anchor {
            dependents = dependents.stream().map(name -> stack + "_" + name).toList();
        }

        String service() {
            return stack + "_" + label;
        }
    }
}
