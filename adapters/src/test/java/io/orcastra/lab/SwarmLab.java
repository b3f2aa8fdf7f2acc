package io.orcastra.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A running lab: a multi-node swarm of unmodified engines, one per set of namespaces on this machine. {@code close}
 * removes it without a trace.
 */
public final class SwarmLab implements AutoCloseable {

    private static final Path SCRIPT = Path.of("src/test/lab/swarm-lab").toAbsolutePath();
    private static final Duration LIMIT = RealTime.PATIENCE;
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);
    private static final List<String> NOTHING_CHANGED = List.of("update out of sequence", "The swarm does not have a leader");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<LabNode> nodes;
    private final Map<LabNode, EngineApi> apis = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();
    private final Thread atExit = new Thread(this::remove, "lab-down");

    private SwarmLab(String name, List<LabNode> nodes) {
        this.name = name;
        this.nodes = nodes;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Why this machine cannot carry a lab, in a line; empty when it can. */
    public static Optional<String> missing() {
        try {
            script("probe", List.of("images"));
            return Optional.empty();
        } catch (LabFailure | UncheckedIOException e) {
            return Optional.of(e.getMessage().strip());
        }
    }

    /**
     * Starts a lab and waits until all nodes are ready: 2 s where processes start fast, 10 s where they do not.
     *
     * @throws LabFailure with the logs of the engines when it does not come up
     */
    public static SwarmLab up(LabShape shape) {
        sweep();
        String name = own(ProcessHandle.current().pid()) + COUNT.incrementAndGet();
        List<String> arguments = new ArrayList<>(List.of("up", "--nodes", "" + shape.nodes(), "--managers",
                "" + shape.managers(), "--heartbeat", shape.heartbeat()));
        arguments.addAll(shape.options());
        script(name, arguments);
        return new SwarmLab(name, nodesOf(name));
    }

    /** Address of a node on the lab's network, which this machine reaches. */
    public String address(LabNode node) {
        return script(name, List.of("ip", "" + node.number())).strip();
    }

    /** A folder with the key that opens every node, {@code id_ed25519}, and what tells the nodes, {@code known_hosts}. */
    public Path ssh() {
        return node(1).socket().resolve("../../../ssh").normalize();
    }

    /** The nodes, managers first. */
    public List<LabNode> nodes() {
        return nodes;
    }

    /** The node of that number, from 1 on. */
    public LabNode node(int number) {
        return nodes.get(number - 1);
    }

    /** The node of that swarm identity. */
    public LabNode nodeOfId(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow(() -> new NoSuchElementException(id));
    }

    /** Nodes other than these. */
    public List<LabNode> nodesExcept(LabNode... others) {
        return nodes.stream().filter(n -> !List.of(others).contains(n)).toList();
    }

    /** A name not used in this lab before. */
    public String fresh(String stem) {
        return stem + names.incrementAndGet();
    }

    /** Takes the power away: engine, containers and network of the node are gone at once. */
    public void kill(LabNode node) {
        onNode("kill", node);
    }

    /** Gives the power back and waits until the engine answers; disk and swarm identity are as before. */
    public void start(LabNode node) {
        onNode("start", node);
    }

    /** Pulls the network cable; containers go on running. */
    public void cut(LabNode node) {
        onNode("cut", node);
    }

    /** Plugs the network cable in again. */
    public void heal(LabNode node) {
        onNode("heal", node);
    }

    /** The machine hangs: connections stay open, nothing answers. */
    public void freeze(LabNode node) {
        onNode("freeze", node);
    }

    /** Ends {@link #freeze}. */
    public void thaw(LabNode node) {
        onNode("thaw", node);
    }

    /** Lets the node say that this much of its memory is in use: to its exporter, and in {@link LabNode#meminfo}. */
    public void memory(LabNode node, int percent) {
        script(name, List.of("mem", "" + node.number(), "" + percent));
    }

    /** Stops the node's exporter, or starts it again. */
    public void exporter(LabNode node, boolean running) {
        script(name, List.of("service", "" + node.number(), running ? "start" : "stop", "node-exporter"));
    }

    /** Stops the engine of the node cleanly and starts it again. */
    public void restartEngine(LabNode node) {
        script(name, List.of("service", "" + node.number(), "restart", "docker"));
    }

    /**
     * Output of the Docker CLI on the node's engine. Where it changes something that somebody else changed between its reading
     * and its writing, or that has no leader just now, it has changed nothing, and is called again.
     */
    public String docker(LabNode node, String... arguments) {
        return docker(node, Map.of(), arguments);
    }

    /** As {@link #docker(LabNode, String...)}, with variables for the CLI, such as a stack file asks for. */
    public String docker(LabNode node, Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DOCKER_HOST", node.dockerHost());
        List<String> command = Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList();
        Pace pace = new Pace();
        return await().pollDelay(Duration.ZERO).pollInterval(pace).atMost(LIMIT.multipliedBy(2))
                .ignoreExceptionsMatching(SwarmLab::hasChangedNothing)
                .until(pace.of(() -> LabCommand.run(LIMIT, all, command)), said -> true).strip();
    }

    private static boolean hasChangedNothing(Throwable failure) {
        return failure instanceof LabFailure && NOTHING_CHANGED.stream().anyMatch(failure.getMessage()::contains);
    }

    /** Output of a command run inside the node. */
    public String exec(LabNode node, String... command) {
        return script(name, Stream.concat(Stream.of("exec", "" + node.number()), Arrays.stream(command)).toList())
                .strip();
    }

    /** Lets the registry keep an image to itself: whoever pulls it waits until {@link #give}, however long. */
    public void hold(String image) {
        script(name, List.of("registry", "hold", image));
    }

    /** Ends {@link #hold}, also for who waits. */
    public void give(String image) {
        script(name, List.of("registry", "give", image));
    }

    /** Puts an image on this node alone, under a name which no registry knows: it cannot be pulled anywhere. */
    public void localImage(LabNode node, String image) {
        script(name, List.of("local-image", "" + node.number(), image));
    }

    /**
     * Starts a registry with the lab's images for user {@code lab} with password {@code lab} alone, if there is none yet.
     *
     * @return its address, which goes before the names of images
     */
    public String privateRegistry() {
        return script(name, List.of("private-registry")).strip();
    }

    /** Puts an image with a shell and that Java on the node, to build others upon. */
    public void javaImage(LabNode node, String image, LabJava java) {
        script(name, List.of("java-image", "" + node.number(), image, java.home().toString()));
    }

    /** As {@link #javaImage}, with Maven and a local repository in the place of the network. */
    public void mavenImage(LabNode node, String image, LabJava java, Path maven, Path repository) {
        script(name, List.of("maven-image", "" + node.number(), image, java.home().toString(), maven.toString(),
                repository.toString()));
    }

    /** Builds an image on the node with the classic builder; arguments of {@code docker build} without the context. */
    public void build(LabNode node, Path context, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "build", "-q"));
        command.addAll(arguments);
        command.add(context.toString());
        LabCommand.run(BUILD_LIMIT, Map.of("DOCKER_HOST", node.dockerHost(), "DOCKER_BUILDKIT", "0"), command);
    }

    /** Reads and writes the engine of the node; one for all, for tests ask again and again. */
    public EngineApi api(LabNode node) {
        return apis.computeIfAbsent(node, its -> new EngineApi(its.socket()));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        apis.values().forEach(EngineApi::close);
        remove();
    }

    private void remove() {
        script(name, List.of("down"));
    }

    private void onNode(String command, LabNode node) {
        script(name, List.of(command, "" + node.number()));
    }

    private static String own(long pid) {
        return "t" + Long.toString(pid, Character.MAX_RADIX) + "x";
    }

    /** A test run that was killed left its lab behind; its process number is in the name. */
    private static void sweep() {
        String[] left = Path.of("/tmp/orcastra-lab").toFile().list((dir, n) -> n.matches("t[0-9a-z]+x[0-9]+"));
        for (String lab : left == null ? new String[0] : left) {
            long pid = Long.parseLong(lab.substring(1, lab.lastIndexOf('x')), Character.MAX_RADIX);
            if (ProcessHandle.of(pid).isEmpty()) {
                script(lab, List.of("down"));
            }
        }
    }

    private static List<LabNode> nodesOf(String name) {
        try {
            JsonNode lab = JSON.readTree(script(name, List.of("json")));
            List<LabNode> nodes = new ArrayList<>();
            for (JsonNode n : lab.get("nodes")) {
                Path socket = Path.of(n.get("socket").asText());
                try (EngineApi api = new EngineApi(socket)) {
                    nodes.add(new LabNode(nodes.size() + 1, n.get("name").asText(),
                            api.get("/info").at("/Swarm/NodeID").asText(), socket));
                }
            }
            return List.copyOf(nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(String name, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(arguments);
        return LabCommand.run(LIMIT, Map.of("LAB_NAME", name, "QUIET", "1"), command);
    }
}
