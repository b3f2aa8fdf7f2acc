package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.e2e.CommandWays.Way;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3)
@DisplayName("A command of an operator")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandIT {
    private static final String IMAGE = "lab/plain:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final String IN_FORCE = "\"Configuration in force";

    private final SwarmLab lab;
    private final Deployment stack;
    private final LabNode second;
    private final LabNode third;

    @TempDir
    private Path folder;
    private Path file;
    private OrcastraHome home;
    private CommandWays ways;

    CommandIT(SwarmLab lab) {
        this.lab = lab;
        stack = new Deployment(lab);
        second = lab.node(2);
        third = lab.node(3);
    }

    @BeforeEach
    void install() throws Exception {
        stack.createAnchor(Deployment.on(second, IMAGE));
        file = folder.resolve("swarm-orchestration.command.yml");
        Path token = Files.writeString(folder.resolve("token"), "s3cret");
        for (Way way : Way.values()) {
            List.of("paused", "all", "one").forEach(what -> stack.follow(way.word() + "-" + what));
        }
        home = stack.home().write("swarm.yml", stack.yaml().replace("options:\n", "options:\n  cooldown_seconds: 1\n"))
                .with("COMMAND_FILE", file.toString()).with("HTTP_TOKEN_FILE", token.toString());
        ways = new CommandWays(home, file, "s3cret");
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    /** Without events, and looking by itself once an hour, the daemon does what it does for the command alone. */
    @Test
    @DisplayName("is carried out by whatever way it came and for its sake alone, and what became of it is told there")
    void comesEachWay() throws Exception {
        ways = ways.thatHangUp();
        try (OrcastraProcess daemon = home.with("EVENT_MODE", "false").with("RELABEL_TIME", "3600").run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            awaitLabel(daemon, true);
            for (Way way : Way.values()) {
                isDone(way, daemon, "noop");
                setsLabels(way, daemon);
                movesDependents(way, daemon);
                assertThat(ways.order(way, daemon, "bootstrap_swarm")).as("without a key, by %s", way).isEqualTo("held");
            }
        }
    }

    private void setsLabels(Way way, OrcastraProcess daemon) throws Exception {
        isDone(way, daemon, "remove_all_labels");
        assertThat(label()).as("the label, after remove_all_labels by %s", way).isFalse();
        isDone(way, daemon, "relabel_all");
        assertThat(label()).as("the label, after relabel_all by %s", way).isTrue();
        lab.docker(lab.node(1), "node", "update", "--label-rm", stack.label(), second.name());
        isDone(way, daemon, "relabel_anchor:" + stack.label());
        assertThat(label()).as("the label, after relabel_anchor by %s", way).isTrue();
    }

    private void movesDependents(Way way, OrcastraProcess daemon) throws Exception {
        isDone(way, daemon, "pause_dependents");
        String paused = stack.createDisplaced(way.word() + "-paused", third, IMAGE);
        assertThat(ways.order(way, daemon, "update_dependents")).as("of what is paused, by %s", way).isEqualTo("held");
        assertThat(stack.tasks(paused)).hasSize(1);
        isDone(way, daemon, "resume_dependents");
        daemon.awaitTrue(RealTime.PATIENCE, "what was paused beside its anchor", () -> isHome(paused));
        String all = stack.createDisplaced(way.word() + "-all", third, IMAGE);
        isDone(way, daemon, "update_dependents");
        assertThat(isHome(all)).as("at home after update_dependents by %s", way).isTrue();
        String one = stack.createDisplaced(way.word() + "-one", third, IMAGE);
        isDone(way, daemon, "update_dependents:" + stack.label());
        assertThat(isHome(one)).as("at home after update_dependents of its anchor by %s", way).isTrue();
    }

    private void isDone(Way way, OrcastraProcess daemon, String command) throws Exception {
        assertThat(ways.order(way, daemon, command)).as("%s by %s", command, way).isEqualTo("done");
    }

    private boolean isHome(String service) {
        return stack.tasks(service).stream().anyMatch(task -> task.running() && task.node().equals(second.id()));
    }

    /** First of all: in a swarm where an instance has found no file before, a file that is there is a new one. */
    @Test
    @Order(1)
    @DisplayName("in a file is carried out once for each edit, at once with SIGUSR1, and an old file not before it")
    void isCarriedOutOnce() throws Exception {
        Files.writeString(file, "- remove_all_labels\n");
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            awaitLabel(daemon, true);
            ways.awaitResult(daemon, "not carried out: it was there before");
            assertThat(label()).isTrue();
            daemon.signal("USR1");
            ways.awaitResult(daemon, "state: done");
            awaitLabel(daemon, false);
            assertThat(home.command("command", "relabel_all").exit()).isZero();
            awaitLabel(daemon, true);
            Files.writeString(file, "- relabel_all\n- relabel_everything\n");
            ways.awaitResult(daemon, ":2:3: \\\"relabel_everything\\\" is no command. Maybe ");
            Files.writeString(file, "- pause_dependents\n");
            ways.awaitResult(daemon, "state: done");
            assertThat(home.command("command", "resume_dependents").exit()).isZero();
            assertThat(daemon.terminate()).isZero();
        }
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            daemon.awaitLog(RealTime.PATIENCE, "was taken up before");
            assertThat(ways.order(Way.COMMAND, daemon, "noop")).isEqualTo("done");
            assertThat(LedgerView.entries(lab.api(lab.node(1)))).noneMatch(entry -> entry.startsWith("dependents-paused"));
            long before = daemon.log().stream().filter(line -> line.contains(IN_FORCE)).count();
            daemon.signal("HUP");
            daemon.awaitTrue(RealTime.PATIENCE, "the configuration read anew",
                    () -> daemon.log().stream().filter(line -> line.contains(IN_FORCE)).count() == before + 1);
        }
    }

    @Test
    @DisplayName("to look is answered as documented, and what it triggered follows at once, however rarely the daemon looks by itself")
    void triggersALook() throws Exception {
        try (OrcastraProcess daemon = home.with("RELABEL_TIME", "3600").run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            awaitLabel(daemon, true);
            assertThat(ways.postOfStranger("/sync").statusCode()).as("of one without the token").isEqualTo(401);
            assertThat(triggers()).doesNotContain("sync");
            double cycles = daemon.metric(CYCLES);
            HttpResponse<String> answer = ways.post("/sync", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().strip()).isEqualTo("{\"status\":\"triggered\"}");
            daemon.awaitMetric(RealTime.PATIENCE, CYCLES, cycles + 1);
            // one cycle does for all that asked for it, and bears the name of the first
            daemon.awaitTrue(RealTime.PATIENCE, "a cycle that /sync triggered", () -> triggers().contains("sync") || syncs(daemon));
        }
    }

    /** Asks for one more look and waits for it, because whoever asks faster is told to wait; whether the look bears that name. */
    private boolean syncs(OrcastraProcess daemon) throws Exception {
        double cycles = daemon.metric(CYCLES);
        ways.post("/sync", "");
        daemon.awaitMetric(RealTime.PATIENCE, CYCLES, cycles + 1);
        return triggers().contains("sync");
    }

    private List<String> triggers() throws Exception {
        return ways.get("/decisions").findValuesAsText("trigger");
    }

    private void awaitLabel(OrcastraProcess daemon, boolean there) {
        daemon.awaitTrue(RealTime.PATIENCE, "label " + (there ? "set" : "taken"), () -> label() == there);
    }

    private boolean label() {
        JsonNode labels = lab.api(lab.node(1)).get("/nodes/" + second.id()).at("/Spec/Labels");
        return labels.path(stack.label()).asText().equals("true");
    }
}
