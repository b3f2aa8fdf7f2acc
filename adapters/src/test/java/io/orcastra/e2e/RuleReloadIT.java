package io.orcastra.e2e;

import static io.orcastra.e2e.EditsInTime.CONFIGURED;
import static io.orcastra.e2e.EditsInTime.TAKEN_OVER;
import static io.orcastra.e2e.EditsInTime.YAML_IN_FORCE;
import static io.orcastra.e2e.EditsInTime.awaitCycles;
import static io.orcastra.e2e.EditsInTime.lines;
import static io.orcastra.e2e.EditsInTime.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.reload.LaxRule;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithSwarmLab(nodes = 2)
@DisplayName("Edits of policies in a running daemon")
class RuleReloadIT {

    private static final Path BROKEN = Path.of("..", "rules", "src", "test", "resources", "io", "orcastra", "rules", "broken");
    /** Beside no other lab. */
    private static final boolean DEADLINES_HOLD = Boolean.getBoolean("orcastra.deadlines");
    private static final int EDITS = 4;
    private static final int BETWEEN_EDITS = 3;
    private static final String REFUSED = "Rules refused";
    private static final String YAML = "options: { settle_seconds: %d }\n";
    private static final String SWITCHED = YAML.formatted(5) + "rules: { %sblast_radius: %d }\n";
    private static final String OFF = "off: [ ORC-TST-201, ORC-TST-202 ], ";
    private static final String TRIED = "The configuration switches rules; it is tried first";
    private static final String MARKS = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "propose marking a node"
                @id( "ORC-TST-201" )
            when
                Node( $node : id )
                not NodeLabel( nodeId == $node, key == "marked" )
            then
                insertLogical( new Proposal( "ORC-TST-201", new SetNodeLabel( $node, "marked", "true" ), "marked", "it is not" ) );
            end

            rule "propose tagging a node"
                @id( "ORC-TST-202" )
            when
                Node( $node : id )
                not NodeLabel( nodeId == $node, key == "tagged" )
            then
                insertLogical( new Proposal( "ORC-TST-202", new SetNodeLabel( $node, "tagged", "true" ), "tagged", "it is not" ) );
            end
            """;
    private static final String NAMED_MARK = YAML.formatted(5) + "rules: { parameters: { mine: { mark: %s } } }\n";
    private static final String MARK_BY_PARAMETER = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*

            rule "propose marking a node by name"
                @id( "ORC-TST-203" )
            when
                TextParameter( policy == "mine", name == "mark", $mark : text )
                Node( $node : id )
                not NodeLabel( nodeId == $node, key == "mark", value == $mark )
            then
                insertLogical( new Proposal( "ORC-TST-203", new SetNodeLabel( $node, "mark", $mark ), "mark", "it lacks it" ) );
            end
            """;
    /** Much longer than an edit needs to be in force, and over before the last broken policy. */
    private static final Duration LASTING = Duration.ofSeconds(75);
    private static final String PRESSURE = """
            monitor_interval_seconds: 1
            memory_sources: { timeout_seconds: 20, stale_seconds: 40 }
            default: { sustained_high_minutes: %s, stable_minutes: 0.01, memory_difference_gb: 0.1, rebalance_buffer_gb: 0.1 }
            """.formatted(LASTING.toSeconds() / 60.0);
    private static final String SCENARIO = """
            title: The first task is never reported
            cluster:
              nodes:
                hill: { role: manager }
              services:
                shop_web: { on: [ hill ] }
            length: 2m
            expect:
            - from: 0s
              to: 2m
              no_findings: [ { says: ORC-TST-401 } ]
            """;

    private final Measurements measurements = new Measurements(RuleReloadIT.class);
    private final SwarmLab lab;
    private final LabServices services;
    private OrcastraHome home;
    private String service;

    RuleReloadIT(SwarmLab lab) {
        this.lab = lab;
        services = new LabServices(lab);
    }

    @BeforeEach
    void aServiceAndARule() {
        service = services.create("web", "lab/plain:1");
        services.awaitRunning(service, 1);
        home = new OrcastraHome(lab.node(1).dockerHost()).write("swarm.yml", YAML.formatted(5))
                .rules("mine.drl", HighSlotRule.above(9)).with("RELABEL_TIME", "1");
    }

    @AfterEach
    void clean() {
        services.remove(service);
        LabNode manager = lab.node(1);
        for (LabNode node : lab.nodes()) {
            lab.api(manager).nodeLabels(node.id())
                    .forEach(label -> lab.docker(manager, "node", "update", "--label-rm", label, node.name()));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "orcastra.deadlines", matches = "true", disabledReason = "only in -Pcampaign, beside no other lab")
    @DisplayName("are in force within seconds, and restart nothing")
    void takeOver() {
        List<LabTask> before = lab.api(lab.node(1)).tasks(service);
        try (OrcastraProcess daemon = home.with("RELABEL_TIME", "3").run().awaitHealthy()) {
            EditsInTime edits = new EditsInTime(home, daemon, measurements);
            edits.ofRules(EDITS, BETWEEN_EDITS);
            edits.ofYaml(() -> home.write("swarm.yml", YAML.formatted(6)));
        }
        assertThat(lab.api(lab.node(1)).tasks(service)).isEqualTo(before);
    }

    @Test
    @DisplayName("are refused where a scenario beside them fails, and not tried by the next start")
    void refusedByAScenario() {
        home.rules("mine_test.yml", SCENARIO);
        List<LabTask> before = lab.api(lab.node(1)).tasks(service);
        String good;
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            home.rules("mine.drl", HighSlotRule.above(8));
            told(daemon, TAKEN_OVER, 2);
            good = inForce(daemon);
            home.rules("mine.drl", HighSlotRule.above(0));
            told(daemon, REFUSED, 1);
            daemon.awaitLog(RealTime.PATIENCE, "mine_test.yml:11:");
            assertThat(inForce(daemon)).isEqualTo(good);
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_rules_behind", 1);
        }
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(RealTime.PATIENCE, "Not the rules of the folder decide");
            told(daemon, REFUSED, 1);
            assertThat(inForce(daemon)).isEqualTo(good);
        }
        assertThat(lab.api(lab.node(1)).tasks(service)).as("nothing was restarted").isEqualTo(before);
    }

    @Test
    @DisplayName("that YAML switches on are tried first, and switched off take effect without")
    void switchedInYaml() {
        home.rules("mine.drl", MARKS).with("DRY_RUN", "true").write("swarm.yml", SWITCHED.formatted(OFF, 1));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            home.write("swarm.yml", SWITCHED.formatted("", 1));
            daemon.awaitLog(RealTime.PATIENCE, "The configuration switches rules and is refused");
            daemon.awaitLog(RealTime.PATIENCE, "\"Rule problem", "marked");
            assertThat(lines(daemon, CONFIGURED)).as("the former one goes on").hasSize(1);

            Instant saved = RealTime.CLOCK.instant();
            home.write("swarm.yml", SWITCHED.formatted("", 50));
            measurements.between("rule switched on in YAML, tried, in force", saved, told(daemon, CONFIGURED, 2));
            daemon.awaitLog(RealTime.PATIENCE, "\"ORC-TST-201\"");
            assertThat(lines(daemon, TRIED)).hasSize(2);

            home.write("swarm.yml", SWITCHED.formatted(OFF, 50));
            told(daemon, CONFIGURED, 3);
            assertThat(lines(daemon, TRIED)).as("less is done").hasSize(2);
        }
    }

    @Test
    @DisplayName("take a value that is changed in YAML at once")
    void parameterInYaml() {
        home.rules("mine.drl", MARK_BY_PARAMETER).write("swarm.yml", NAMED_MARK.formatted("first"));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            awaitMark(daemon, "first");

            Instant saved = RealTime.CLOCK.instant();
            home.write("swarm.yml", NAMED_MARK.formatted("second"));
            Duration took = measurements.between("parameter of a policy in force", saved, told(daemon, CONFIGURED, 2));
            if (DEADLINES_HOLD) {
                assertThat(took).isLessThan(YAML_IN_FORCE);
            }
            awaitMark(daemon, "second");
            assertThat(lines(daemon, TRIED)).isEmpty();
            assertThat(lines(daemon, TAKEN_OVER)).hasSize(1);

            home.write("swarm.yml", NAMED_MARK.replace("mark:", "marc:").formatted("third"));
            daemon.awaitLog(RealTime.PATIENCE, "no rule of mine reads marc");
        }
    }

    private void awaitMark(OrcastraProcess daemon, String mark) {
        LabNode node = lab.node(1);
        daemon.awaitTrue(RealTime.PATIENCE, "mark " + mark,
                () -> lab.api(node).nodeLabel(node.id(), "mark").filter(mark::equals).isPresent());
    }

    @Test
    @DisplayName("that are broken in whatever way are refused with place and remedy, and the former rules and what they time go on")
    void brokenOnes() throws IOException {
        try (FakeExporters memory = new FakeExporters(lab)) {
            memory.service(service, 30).node(lab.nodeOfId(services.awaitRunning(service, 1).get(0).node()), 62);
            home.with("DRY_RUN", "true").write("rebalance_config.yml", PRESSURE + memory.yaml());
            try (OrcastraProcess daemon = home.run().awaitHealthy()) {
                Instant pressed = pressedSince(daemon);
                home.rules("mine.drl", HighSlotRule.above(8));
                Instant tookOver = told(daemon, TAKEN_OVER, 2);
                assertThat(pressedSince(daemon)).as("after the edit").isCloseTo(pressed, within(2, ChronoUnit.SECONDS));

                assertRefused(daemon);
                Instant matured = told(daemon, "Planned", 1);
                assertThat(matured).isAfterOrEqualTo(pressed.plus(LASTING).minusSeconds(1)).isBefore(tookOver.plus(LASTING));
            }
        }
    }

    private void assertRefused(OrcastraProcess daemon) throws IOException {
        String good = inForce(daemon);
        String former = "mine.drl";
        try (Stream<Path> all = Files.list(BROKEN)) {
            List<Path> policies = all.sorted().toList();
            for (Path policy : policies) {
                String name = policy.getFileName().toString();
                home.rules(name, Files.readString(policy)).withoutRules(former);
                former = name;
                daemon.awaitTrue(RealTime.PATIENCE, "a word about " + name, () -> daemon.log().stream().anyMatch(line ->
                        line.contains("Rule problem") && line.contains(name + ":") && line.contains("Maybe ")));
                assertThat(inForce(daemon)).as(name).isEqualTo(good);
            }
            assertThat(policies).hasSizeGreaterThan(20);
            assertThat(lines(daemon, REFUSED)).hasSizeGreaterThanOrEqualTo(policies.size());
            awaitCycles(daemon, 1);
        }
    }

    /** When the timer began that the move of the service waits for, by what the daemon knew at its last decision. */
    private Instant pressedSince(OrcastraProcess daemon) {
        AtomicReference<Instant> since = new AtomicReference<>();
        daemon.awaitTrue(RealTime.PATIENCE, "a move that waits for pressure to last", () -> {
            JsonNode explained = new ObjectMapper().readTree(home.command("explain", service, "--output", "json").out());
            for (JsonNode obstacle : explained.path("obstacles")) {
                if (obstacle.path("rule").asText().equals("ORC-MEM-301")) {
                    since.set(Instant.parse(explained.at("/decision/at").asText()).minusSeconds(obstacle.at("/remedy/seen").asLong()));
                }
            }
            return since.get() != null;
        });
        return since.get();
    }

    @Test
    @DisplayName("that throw or fill the heap only later are named and left out, and the other rules go on")
    void failingLater() {
        LabNode node = lab.node(1);
        home.rules("late.drl", LateRules.DIVIDES).rules("wide.drl", LateRules.FILLS);
        List<LabTask> before = lab.api(node).tasks(service);
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            List<String> many = IntStream.rangeClosed(1, 60).mapToObj(label -> "--label-add=many" + label + "=1").toList();
            lab.docker(node, Stream.of(List.of("node", "update"), many, List.of(node.name())).flatMap(List::stream).toArray(String[]::new));
            told(daemon, "Rule quarantined", 1);
            assertThat(lines(daemon, "Rule quarantined")).singleElement().asString()
                    .contains("wide.drl:5: rule ORC-TST-405: its condition was met by", "which fill the heap of", "Maybe ");
            assertThat(lab.api(node).tasks(service)).as("nothing was restarted").isEqualTo(before);

            lab.docker(node, "service", "scale", "-d", service + "=0");
            daemon.awaitLog(RealTime.PATIENCE, "Rule quarantined", "late.drl:5: rule ORC-TST-403: its condition threw ArithmeticException");
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_rules_quarantined", 2);
            daemon.awaitTrue(RealTime.PATIENCE, "a status that names both", () -> Stream.of("ORC-TST-403", "late.drl",
                    "ORC-TST-405", "wide.drl").allMatch(home.page("/status")::contains));

            home.write("swarm.yml", "nodes: { %s: { labels: { api_token: hunter2 } } }\n".formatted(node.name()) + YAML.formatted(5));
            daemon.awaitTrue(RealTime.PATIENCE, "the label", () -> lab.api(node).nodeLabel(node.id(), "api_token")
                    .filter("hunter2"::equals).isPresent());
            assertToldNowhere(daemon, "set label api_token=***#", "hunter2");
        }
    }

    private void assertToldNowhere(OrcastraProcess daemon, String told, String secret) {
        daemon.awaitLog(RealTime.PATIENCE, "Action finished", told);
        List<String> pages = Stream.of("/snapshot", "/decision", "/decisions", "/facts").map(home::page).toList();
        assertThat(Stream.of(pages, daemon.log(), List.of(home.command("explain", lab.node(1).name()).out())).flatMap(List::stream))
                .noneMatch(line -> line.contains(secret));
    }

    @Test
    @EnabledIfSystemProperty(named = "orcastra.deadlines", matches = "true", disabledReason = "only in -Pcampaign: it computes for a minute")
    @DisplayName("that come to no end only later end the process, which names them and goes on without them at the next start")
    void endlessLater() {
        LabNode node = lab.node(2);
        home.rules("late.drl", LateRules.ENDLESS).rules("mine.drl", HighSlotRule.above(9));
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            lab.docker(lab.node(1), "node", "update", "--label-add", "slow=" + "a".repeat(4000), node.name());
            assertThat(daemon.awaitEnd(RealTime.PATIENCE)).isEqualTo(1);
            assertThat(daemon.log()).anyMatch(line -> line.contains("late.drl") && line.contains("Maybe "));
        }
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            told(daemon, "Rules left out", 1);
            assertThat(lines(daemon, "Rules left out")).singleElement().asString().contains("late.drl", "Maybe ");
            told(daemon, TAKEN_OVER, 1);
            assertThat(lines(daemon, TAKEN_OVER)).first().asString().contains("mine.drl").doesNotContain("late.drl");
            awaitCycles(daemon, 1);
        }
    }

    @Test
    @DisplayName("that decided before a stricter lint go on and are warned of, and an edit beside them is refused")
    void strictlyLinted() {
        home.rules("lax.drl", LaxRule.TEXT).withoutRules("mine.drl");
        new LastGood(home.state()).keep(LaxRule.besideTheBuiltIn());
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitLog(RealTime.PATIENCE, "\"Finding\"", "ORC-TST-401", "lax.drl:5");
            assertThat(lines(daemon, "Rule problem in what was in force before")).singleElement().asString()
                    .contains("\"WARN\"", "lax.drl:9", LaxRule.PROBLEM, "Maybe ");
            assertThat(daemon.metric("orcastra_rules_problems")).isEqualTo(1);
            assertThat(daemon.metric("orcastra_rules_behind")).isZero();
            assertThat(home.page("/status")).contains("lax.drl:9", LaxRule.PROBLEM);

            home.rules("lax.drl", LaxRule.TEXT + "// edited");
            told(daemon, REFUSED, 1);
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_rules_behind", 1);
        }
    }

    @Test
    @DisplayName("that cannot be used at a first start hold every action until they are gone")
    void unusableAtAFirstStart() {
        LabNode node = lab.node(1);
        home.write("swarm.yml", "nodes: { %s: { labels: [ held ] } }\n".formatted(node.name()) + YAML.formatted(5))
                .rules("mine.drl", "package io.orcastra.rules\nrule \"ends nowhere\"\n");
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(RealTime.PATIENCE, "ORC-PLN-033");
            assertThat(lab.api(node).nodeLabel(node.id(), "held")).isEmpty();

            home.withoutRules("mine.drl");
            daemon.awaitTrue(RealTime.PATIENCE, "the label", () -> lab.api(node).nodeLabel(node.id(), "held").isPresent());
        }
    }

    private static String inForce(OrcastraProcess daemon) {
        AtomicReference<String> info = new AtomicReference<>();
        daemon.awaitTrue(RealTime.PATIENCE, "metric of the rules in force", () -> {
            daemon.metrics().keySet().stream().filter(name -> name.startsWith("orcastra_rules_info")).forEach(info::set);
            return info.get() != null;
        });
        return info.get();
    }
}
