package io.orcastra.lab;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes services that start, stop and fail quickly, and waits for their tasks. */
public final class LabServices {

    private static final Duration LIMIT = RealTime.PATIENCE;
    private static final int RESOLVING = 3;
    /** Newer engines refuse to set a kernel parameter of the network of a node, which older ones did. */
    private static final Set<String> OF_NETWORKS = Set.of(
            "--network", "--publish", "-p", "--sysctl", "lab/web:1", "lab/web:2");
    /** For a network of its own the engine starts its large program five times, which is most of what a task costs. */
    private static final List<String> NODES_NETWORK = List.of("--network", "host");

    private final SwarmLab lab;
    private final LabNode manager;

    public LabServices(SwarmLab lab) {
        this(lab, lab.node(1));
    }

    /** Services made and read through that manager. */
    public LabServices(SwarmLab lab, LabNode manager) {
        this.lab = lab;
        this.manager = manager;
    }

    /**
     * Creates a service of a name not used before: restart delay 100 ms, stop grace 1 s, no virtual address, on the network
     * of its nodes unless an option names another or sets a parameter of it, or it listens.
     *
     * @param arguments further options of {@code docker service create}, then the image
     * @return the name
     */
    public String create(String stem, String... arguments) {
        String name = lab.fresh(stem);
        createNamed(name, arguments);
        return name;
    }

    /** As {@link #create} under exactly that name. */
    public void createNamed(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("service", "create", "-d", "-q", "--name", name,
                "--restart-delay", "100ms", "--stop-grace-period", "1s", "--endpoint-mode", "dnsrr"));
        if (Arrays.stream(arguments).noneMatch(OF_NETWORKS::contains)) {
            command.addAll(NODES_NETWORK);
        }
        command.addAll(Arrays.asList(arguments));
        lab.docker(manager, command.toArray(String[]::new));
        for (int again = 0; again < RESOLVING && lacksDigest(name, command); again++) {
            remove(name);
            lab.docker(manager, command.toArray(String[]::new));
        }
    }

    /** The engine gives an image of the lab's registry no digest when the registry is slow to answer. */
    private boolean lacksDigest(String name, List<String> command) {
        return !command.contains("--no-resolve-image") && command.stream().anyMatch(word -> word.startsWith("lab/"))
                && !lab.api(manager).service(name).at("/Spec/TaskTemplate/ContainerSpec/Image").asText().contains("@sha256:");
    }

    /** Waits until exactly that many tasks are running on nodes that are ready, and returns them. */
    public List<LabTask> awaitRunning(String service, int count) {
        Pace pace = new Pace();
        return await().atMost(LIMIT).pollInterval(pace).ignoreExceptionsMatching(RealTime::isNoAnswer)
                .until(pace.of(() -> lab.api(manager).running(service)), tasks -> tasks.size() == count);
    }

    /** Removes services and waits until they are gone. */
    public void remove(String... services) {
        List<String> command = new ArrayList<>(List.of("service", "rm"));
        command.addAll(Arrays.asList(services));
        lab.docker(manager, command.toArray(String[]::new));
    }
}
