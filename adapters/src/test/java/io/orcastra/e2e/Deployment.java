package io.orcastra.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.SwarmLab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One stack of a test: an anchor named {@code <stack>_db} and dependents, made of plain services, with the
 * configuration that makes Orcastra care for it. The name of the stack is new in its lab, so that tests do not meet.
 */
final class Deployment {

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabServices services;
    private final EngineApi api;
    private final String stack;
    private final Set<String> dependents = new LinkedHashSet<>();

    Deployment(SwarmLab lab) {
        this(lab, lab.node(1));
    }

    Deployment(SwarmLab lab, LabNode manager) {
        this.lab = lab;
        this.manager = manager;
        this.services = new LabServices(lab, manager);
        this.api = lab.api(manager);
        this.stack = lab.fresh("s");
    }

    /** Name of the stack. */
    String stack() {
        return stack;
    }

    /** Name of the anchor's entry, which is the label it owns: unique in the lab. */
    String label() {
        return stack + "db";
    }

    /** Full name of the anchor. */
    String anchor() {
        return stack + "_" + label();
    }

    /** Creates the anchor; options, then the image. */
    LabTask createAnchor(String... arguments) {
        services.createNamed(anchor(), arguments);
        return services.awaitRunning(anchor(), 1).get(0);
    }

    /** Creates an anchor of several tasks and returns when that many run; options, then the image. */
    List<LabTask> createAnchors(int tasks, String... arguments) {
        services.createNamed(anchor(), arguments);
        return services.awaitRunning(anchor(), tasks);
    }

    /** Creates a dependent of that short name and returns its full name; options, then the image. */
    String createDependent(String shortName, String... arguments) {
        String name = stack + "_" + shortName;
        services.createNamed(name, arguments);
        dependents.add(shortName);
        return name;
    }

    /** A dependent without any constraint that runs on that node, wherever its anchor is; returns its full name. */
    String createDisplaced(String shortName, LabNode node, String... arguments) {
        String name = createDependent(shortName, on(node, arguments));
        running(name);
        // a service update that only widens the constraints restarts nothing
        lab.docker(manager, "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + node.name(), name);
        return name;
    }

    /** Ends the anchor's or a dependent's container as a crash would: Docker tells no manager's event of it. */
    void crash(String service) {
        LabNode node = nodeOf(service);
        String container = lab.docker(node, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + service);
        lab.docker(node, "kill", container);
    }

    /** Names a dependent that is made otherwise, or later; returns its full name. */
    String follow(String shortName) {
        dependents.add(shortName);
        return stack + "_" + shortName;
    }

    LabTask running(String service) {
        return services.awaitRunning(service, 1).get(0);
    }

    List<LabTask> tasks(String service) {
        return api.tasks(service);
    }

    JsonNode spec(String service) {
        return api.service(service).path("Spec");
    }

    LabNode nodeOf(String service) {
        return lab.nodeOfId(running(service).node());
    }

    /** The constraint that keeps a service on nodes. */
    static String[] on(LabNode node, String... more) {
        List<String> options = new ArrayList<>(List.of("--constraint", "node.hostname==" + node.name()));
        options.addAll(Arrays.asList(more));
        return options.toArray(String[]::new);
    }

    /** An installation that cares for this stack, at the engine of that address. */
    OrcastraHome home(String dockerHost, String... anchorOptions) {
        return new OrcastraHome(dockerHost).write("swarm.yml", yaml(anchorOptions)).with("RELABEL_TIME", "5");
    }

    OrcastraHome home() {
        return home(manager.dockerHost());
    }

    /** The configuration: short leases and settling, because the lab's heartbeat is fast. */
    String yaml(String... anchorOptions) {
        StringBuilder yaml = new StringBuilder("""
                options:
                  settle_seconds: 5
                  lease: {renew_seconds: 2, free_seconds: 4}
                dependencies:
                  %s:
                    stack: %s
                """.formatted(label(), stack));
        for (String option : anchorOptions) {
            yaml.append("    ").append(option).append('\n');
        }
        yaml.append("    services:\n");
        dependents.forEach(d -> yaml.append("      - ").append(d).append('\n'));
        return yaml.toString();
    }

    /** Removes all services of the stack. */
    void remove() {
        for (String name : lab.docker(manager, "service", "ls", "-q", "--filter", "name=" + stack + "_").lines().toList()) {
            services.remove(name);
        }
    }
}
