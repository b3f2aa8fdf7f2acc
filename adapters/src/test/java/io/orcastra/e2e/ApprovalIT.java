package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.move.MoveStep;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraHome.Answer;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2)
@DisplayName("An action that asks first")
class ApprovalIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Pattern APPROVE = Pattern.compile("orcastra approve ([0-9a-f]{12})");
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final String ASK = "rules: { ask: [ %s ] }\n";

    private final SwarmLab lab;
    private final EngineApi api;
    private final Deployment stack;

    ApprovalIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("waits for its approval, is done once for it, and asks again for the next time")
    void isDoneOnce() {
        LabNode node = lab.node(2);
        stack.createAnchor(Deployment.on(node, IMAGE));
        OrcastraHome home = stack.home().append("swarm.yml", ASK.formatted("ORC-ANC-201"));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            String plan = waiting(home, daemon);
            assertThat(labelled(node)).as("nothing is done without a yes").isFalse();
            Answer unknown = home.command("approve", "0123456789ab");
            assertThat(unknown.exit()).isEqualTo(1);
            assertThat(unknown.errors()).contains("no action with the id 0123456789ab waits for approval now", "Maybe ");

            assertThat(home.command("approve", plan).out()).contains("approved for 15 min: set label " + stack.label() + "=true");
            daemon.awaitTrue(RealTime.PATIENCE, "the label", () -> labelled(node) && LedgerView.intents(api).isEmpty());

            lab.docker(lab.node(1), "node", "update", "--label-rm", stack.label(), node.name());
            assertThat(waiting(home, daemon)).as("the same wish").isEqualTo(plan);
            daemon.awaitMore(CYCLES, 3);
            assertThat(labelled(node)).as("one yes is for one time").isFalse();
        }
    }

    @Test
    @DisplayName("is not done for the approval of what has changed since")
    void isNotDoneForAnOldApproval() {
        stack.createAnchor(Deployment.on(lab.node(1), IMAGE));
        String web = stack.createDisplaced("web", lab.node(2), IMAGE);
        OrcastraHome home = stack.home().append("swarm.yml", ASK.formatted("ORC-COL-201"));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            String plan = waiting(home, daemon);
            String task = stack.running(web).id();
            lab.docker(lab.node(1), "service", "update", "-q", "--force", "--update-monitor", "100ms",
                    "--constraint-add", "node.hostname==" + lab.node(2).name(), web);
            lab.docker(lab.node(1), "service", "update", "-q", "--constraint-rm", "node.hostname==" + lab.node(2).name(), web);
            String next = stack.running(web).id();
            assertThat(next).isNotEqualTo(task);
            daemon.awaitTrue(RealTime.PATIENCE, "another plan", () -> asked(home).filter(id -> !id.equals(plan)).isPresent());

            Answer old = home.command("approve", plan);
            assertThat(old.exit()).isEqualTo(1);
            assertThat(old.errors()).contains("no action with the id " + plan, "the swarm has changed since");
            assertThat(stack.running(web).id()).isEqualTo(next);

            assertThat(home.command("approve", waiting(home, daemon)).exit()).isZero();
            daemon.awaitTrue(RealTime.PATIENCE, "the move", () -> api.running(web).stream()
                    .anyMatch(one -> one.node().equals(lab.node(1).id())) && LedgerView.intents(api).isEmpty());
        }
    }

    @Test
    @DisplayName("is done once for an approval given while no daemon ran, and with what follows it through two deaths in the middle")
    void outlivesTheDaemon() {
        LabNode preferred = lab.node(1);
        // an image that has to be pulled first: an attempt that ends with it is not what was approved of
        stack.createAnchor(Deployment.on(
                lab.node(2), "--label", "orchestration.preferred.node=" + preferred.name(), "lab/web:1"));
        lab.docker(preferred, "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + lab.node(2).name(), stack.anchor());
        String web = stack.createDisplaced("web", lab.node(2), IMAGE);
        List<JsonNode> specs = List.of(stack.spec(stack.anchor()), stack.spec(web));
        OrcastraHome home = stack.home().write("rebalance_config.yml", "default: { stable_minutes: 0.02 }\n")
                .append("swarm.yml", "automation: { services: { %s: ask } }\n".formatted(web));
        String plan;
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            plan = waiting(home, daemon);
        }
        assertThat(home.command("approve", plan).out()).contains("approved for 15 min: ", stack.anchor());
        assertThat(tasks(web)).as("tasks before anything acts").isEqualTo("1 and 1");

        dies(home, MoveStep.PINNED);
        assertThat(approvals()).as("spent for the anchor, given for what follows").doesNotContain(plan)
                .anyMatch(id -> id.startsWith("with." + api.service(web).path("ID").asText()));
        dies(home, MoveStep.PINNED);
        await().atMost(RealTime.PATIENCE).untilAsserted(() ->
                assertThat(tasks(web)).as("the anchor once, what follows is on its way").isEqualTo("2 and 2"));

        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitTrue(RealTime.PATIENCE, "the whole set on its preferred node", () -> LedgerView.intents(api).isEmpty()
                    && stack.nodeOf(web).equals(preferred) && stack.nodeOf(stack.anchor()).equals(preferred));
            daemon.awaitMore(CYCLES, 2);
            assertThat(tasks(web)).as("tasks after all; the log ends %s", daemon.tail()).isEqualTo("2 and 2");
            assertThat(List.of(stack.spec(stack.anchor()), stack.spec(web))).isEqualTo(specs);
        }
    }

    /** The daemon runs until it has made one step of a move, and dies of it. */
    private static void dies(OrcastraHome home, MoveStep step) {
        try (OrcastraProcess dying = home.run("orcastra.seam.kill=" + step)) {
            dying.awaitEnd(RealTime.PATIENCE);
        }
    }

    /** How many tasks there ever were, of the anchor and of what follows it. */
    private String tasks(String follower) {
        return stack.tasks(stack.anchor()).size() + " and " + stack.tasks(follower).size();
    }

    /** What was approved of and not done yet. */
    private List<String> approvals() {
        return LedgerView.entries(api).stream().map(entry -> entry.substring(0, entry.indexOf('='))).toList();
    }

    @Test
    @DisplayName("is explained by the running daemon, whose socket is its owner's alone, and by the snapshot that hands out, to the letter")
    void isExplained() throws IOException {
        stack.createAnchor(Deployment.on(lab.node(2), IMAGE));
        OrcastraHome home = stack.home().with("RELABEL_TIME", "60").with("EVENT_MODE", "false")
                .append("swarm.yml", ASK.formatted("ORC-ANC-201"));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            String plan = waiting(home, daemon);
            Path socket = home.config().resolveSibling("state").resolve("status.sock");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent()))).isEqualTo("rwx------");
            assertThat(explained(home, daemon)).contains("ORC-PLN-032", "orcastra approve " + plan);
            daemon.awaitTrue(RealTime.PATIENCE, "history", () -> home.command("history").out().contains("ORC-ANC-201"));
            assertThat(home.command("snapshot").out()).contains(stack.anchor());
        }
    }

    /** What explains the node, once both ways were asked about the same decision, which is a minute old at most. */
    private String explained(OrcastraHome home, OrcastraProcess daemon) throws IOException {
        Path handedOut = Files.createTempFile("handed-out", ".json");
        List<String> ofNode = new ArrayList<>();
        List<String> ofService = new ArrayList<>();
        daemon.awaitTrue(RealTime.PATIENCE, "two explanations of one decision", () -> {
            String snapshot = home.page("/snapshot");
            Files.writeString(handedOut, snapshot);
            ofNode.add(home.command("explain", lab.node(2).name()).out());
            ofService.add(home.command("explain", stack.anchor(), "--output", "json").out());
            return home.page("/snapshot").equals(snapshot);
        });
        String node = ofNode.get(ofNode.size() - 1);
        assertThat(home.command("explain", lab.node(2).name(), "--snapshot", handedOut.toString()).out()
                .replaceFirst("from snapshot .*", "")).isEqualTo(node.replaceFirst("from daemon, .*", ""));
        assertThat(withoutSource(home.command("explain", stack.anchor(), "--output", "json", "--snapshot", handedOut.toString()).out()))
                .isEqualTo(withoutSource(ofService.get(ofService.size() - 1)));
        return node;
    }

    private static JsonNode withoutSource(String explanation) throws IOException {
        JsonNode whole = new ObjectMapper().readTree(explanation);
        ((ObjectNode) whole.at("/decision/observed")).remove(List.of("source", "ageSeconds"));
        return whole;
    }

    /** Id of what waits, once the running daemon knows of it. */
    private String waiting(OrcastraHome home, OrcastraProcess daemon) {
        AtomicReference<String> plan = new AtomicReference<>();
        daemon.awaitTrue(RealTime.PATIENCE, "an action that asks", () -> {
            asked(home).ifPresent(plan::set);
            return plan.get() != null;
        });
        return plan.get();
    }

    private static Optional<String> asked(OrcastraHome home) {
        return APPROVE.matcher(home.command("dry-run").out()).results().map((MatchResult found) -> found.group(1)).findFirst();
    }

    private boolean labelled(LabNode node) {
        return api.nodeLabel(node.id(), stack.label()).isPresent();
    }
}
