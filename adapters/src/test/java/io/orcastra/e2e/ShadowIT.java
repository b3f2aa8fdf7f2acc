package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraHome.Answer;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("A candidate beside a running daemon")
class ShadowIT {

    private static final Duration SOON = RealTime.PATIENCE;
    /** Rules are compiled on a busy machine. */
    private static final Duration COMPILED = Duration.ofMinutes(6);
    private static final String COMPARED = "orcastra_shadow_compared_cycles_total";
    private static final String ONLY_SHADOW = "orcastra_shadow_differences_total{kind=\"only_shadow\",}";
    private static final String MOVES_OFF = "rules: {off: [ORC-COL-201]}\n";
    private static final String BROKEN = "package io.orcastra.rules\nrule \"ends nowhere\"\nwhen\n  Node( hostnam == \"n1\" )\n";

    private static final String OWN = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task of a high slot"
                @id( "ORC-TST-401" )
            when
                Task( $task : id, slot > 7 )
            then
                insertLogical( new Finding( "ORC-TST-401", $task, "its slot is high", "Maybe look" ) );
            end
            """;

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final LabNode away;
    private Deployment stack;

    ShadowIT(SwarmLab lab) {
        this.lab = lab;
        this.away = lab.node(3);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("is seen to differ, does nothing, and takes over when it is promoted")
    void isPromoted() throws JsonProcessingException {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(2), RebalancingScene.IMAGE));
        String web = stack.createDisplaced("web", away, RebalancingScene.IMAGE);
        LabTask before = stack.running(web);
        OrcastraHome home = stack.home();
        home.write("swarm.yml", stack.yaml() + MOVES_OFF).shadow("swarm.yml", stack.yaml()).shadow("rules/mine.drl", OWN);

        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(SOON, ONLY_SHADOW, 1);
            daemon.awaitMore(COMPARED, 4);
            measured(daemon);
            assertThat(stack.running(web).id()).as("nothing is done because of it").isEqualTo(before.id());
            assertReported(home, web);
            assertReplaysTheSame(home);

            Instant promoted = Instant.now();
            Answer answer = home.command("promote");
            assertThat(answer.exit()).as(answer.errors() + daemon.tail()).isZero();
            assertThat(answer.out()).contains("in force since");
            assertThat(home.command("resume").errors()).as("nothing stays paused").contains("everything is not paused");
            assertThat(lab.docker(lab.node(1), "config", "ls")).as("everything was paused meanwhile").contains("orcastra-ledger-pauses");
            daemon.awaitTrue(SOON, "the move", () -> !stack.running(web).id().equals(before.id()));
            assertThat(stack.nodeOf(web).name()).isEqualTo(lab.node(2).name());
            measurements.between("promoted settings → moved task", promoted, stack.running(web).created());
            daemon.awaitTrue(SOON, "a shadow that is what is in force", () -> home.command("shadow").out().contains("is what is in force"));
        }
    }

    @Test
    @DisplayName("is named with its place when it is broken, while the daemon goes on")
    void isBroken() {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(2), RebalancingScene.IMAGE));
        OrcastraHome home = stack.home();
        home.shadow("rules/mine.drl", BROKEN);

        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(COMPILED, "orcastra_shadow_failures_total", 1);
            daemon.awaitTrue(SOON, "a shadow that is no good", () -> home.command("shadow").exit() == 1);
            Answer answer = home.command("shadow");
            assertThat(answer.out()).contains("is no good", "mine.drl:", "Maybe ");
            assertThat(home.command("promote").exit()).isEqualTo(1);
            daemon.awaitTrue(SOON, "good health", daemon::healthy);
            daemon.awaitTrue(SOON, "the label", () -> lab.docker(lab.node(1), "node", "inspect", lab.node(2).name(), "--format",
                    "{{.Spec.Labels}}").contains(stack.label() + ":true"));
        }
    }

    private void assertReported(OrcastraHome home, String web) throws JsonProcessingException {
        Answer text = home.command("shadow");
        assertThat(text.exit()).as(text.errors()).isEqualTo(3);
        assertThat(text.out()).containsPattern("added +\\S+ \\S+ UTC  move " + web + " to \\S+ \\(ORC-COL-201\\): nothing -> planned");
        JsonNode json = new ObjectMapper().readTree(home.command("shadow", "--output", "json").out());
        assertThat(json.path("state").asText()).isEqualTo("running");
        assertThat(json.at("/report/differences").findValuesAsText("rule")).contains("ORC-COL-201");
        assertThat(json.at("/report/agreedCycles").asLong()).isLessThan(json.at("/report/cycles").asLong());
    }

    private static void assertReplaysTheSame(OrcastraHome home) {
        Answer replay = home.command("replay", "--since", "1h");
        assertThat(replay.out()).as(replay.errors()).contains("Every decision is the same.");
    }

    private void measured(OrcastraProcess daemon) {
        double seconds = daemon.metric("orcastra_shadow_judging_seconds_total");
        measurements.note("shadow, per cycle", 1000 * seconds / daemon.metric(COMPARED), "ms");
        daemon.childResidentBytes().forEach(bytes -> measurements.note("shadow process, resident", bytes / 1048576.0, "MiB"));
    }
}
