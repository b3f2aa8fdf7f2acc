package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orcastra.adapters.recorder.RecorderSettings;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.PoweredOff;
import io.orcastra.facts.policy.ProtectedLabel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.facts.policy.TimeWindow;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each key of swarm.yml: a value, and what it becomes. */
class EveryKeyTest {
    private static final Function<Configuration, Object> SETTLE = configuration -> configuration.settings().engine().settle();
    private static final Function<Configuration, Object> POLICIES = Configuration::policies;

    @TempDir
    private Path temporary;

    static Stream<Arguments> keys() {
        return Stream.of(inventory(), options(), movable(), windows(), rules(), dependencies()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> inventory() {
        return Stream.of(
                arguments("leader", "{nodes: {a: {}}, leader: a}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new Founding("a", "", Set.of("a")))),
                arguments("advertise_addr", "{nodes: {a: {ip: b}}, leader: a, advertise_addr: 10.0.0.1}", POLICIES,
                        Set.of(new InventoryNode("a", "b"), new Founding("a", "10.0.0.1", Set.of("a")))),
                arguments("nodes", "{nodes: }", POLICIES, Set.of()),
                arguments("nodes.<hostname>", "{nodes: {a: }}", POLICIES, Set.of(new InventoryNode("a", ""))),
                arguments("nodes.<hostname>.ip", "{nodes: {a: {ip: 10.0.0.1}}}", POLICIES,
                        Set.of(new InventoryNode("a", "10.0.0.1"))),
                arguments("nodes.<hostname>.labels", "{nodes: {a: {labels: [x]}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new InventoryLabel("a", "x", "true"))),
                arguments("nodes.<hostname>.labels.<label>", "{nodes: {a: {labels: {x: y}}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new InventoryLabel("a", "x", "y"))),
                arguments("nodes.<hostname>.labels[].<label>", "{nodes: {a: {labels: [x: y]}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new InventoryLabel("a", "x", "y"))),
                arguments("nodes.<hostname>.role", "{nodes: {a: {role: worker}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new InventoryRole("a", NodeRole.WORKER))),
                arguments("nodes.<hostname>.heal", "{nodes: {a: {heal: true}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new HealedNode("a"))),
                arguments("nodes.<hostname>.off", "{nodes: {a: {off: true}}}", POLICIES,
                        Set.of(new InventoryNode("a", ""), new PoweredOff("a"))));
    }

    private static Stream<Arguments> options() {
        return Stream.of(
                arguments("options", "{options: }", POLICIES, Set.of()),
                arguments("options.prune_unknown_labels", "{options: {prune_unknown_labels: true}}", POLICIES,
                        Set.of(new LabelPruning())),
                arguments("options.protected_labels", "{options: {protected_labels: ['a.b-*', 'c?']}}", POLICIES,
                        Set.of(new ProtectedLabel("a\\Q.\\Eb-.*"), new ProtectedLabel("c."))),
                arguments("options.settle_seconds", "{options: {settle_seconds: 7}}", SETTLE, Duration.ofSeconds(7)),
                arguments("options.cooldown_seconds", "{options: {cooldown_seconds: 0}}",
                        engine(c -> c.settings().engine().cooldown()), Duration.ZERO),
                arguments("options.lease", "{options: {lease: }}", SETTLE, Duration.ofSeconds(60)),
                arguments("options.lease.renew_seconds", "{options: {lease: {renew_seconds: 3}}}",
                        engine(c -> c.settings().engine().leaseRenew()), Duration.ofSeconds(3)),
                arguments("options.lease.free_seconds", "{options: {lease: {free_seconds: 40}}}",
                        engine(c -> c.settings().engine().leaseFree()), Duration.ofSeconds(40)),
                arguments("options.budgets", "{options: {budgets: }}", SETTLE, Duration.ofSeconds(60)),
                arguments("options.budgets.moves_per_cycle", "{options: {budgets: {moves_per_cycle: 0}}}",
                        engine(c -> c.settings().engine().budgets().perCycle()), 0),
                arguments("options.budgets.moves_per_node", "{options: {budgets: {moves_per_node: 3}}}",
                        engine(c -> c.settings().engine().budgets().perNode()), 3),
                arguments("options.budgets.moves_per_hour", "{options: {budgets: {moves_per_hour: 9}}}",
                        engine(c -> c.settings().engine().budgets().perHour()), 9),
                arguments("options.budgets.emergency_moves_per_cycle",
                        "{options: {budgets: {moves_per_cycle: 3, emergency_moves_per_cycle: 4}}}",
                        engine(c -> c.settings().engine().budgets()), new Budgets(3, 2, 20, 4, 40)),
                arguments("options.budgets.emergency_moves_per_hour",
                        "{options: {budgets: {moves_per_hour: 9, emergency_moves_per_hour: 9}}}",
                        engine(c -> c.settings().engine().budgets()), new Budgets(5, 2, 9, 10, 9)),
                arguments("options.recorder", "{options: {recorder: }}",
                        engine(c -> c.settings().recorder()), RecorderSettings.DEFAULT),
                arguments("options.recorder.size_mb", "{options: {recorder: {size_mb: 0}}}",
                        engine(c -> c.settings().recorder()), new RecorderSettings(0, Duration.ofSeconds(10))),
                arguments("options.recorder.sync_seconds", "{options: {recorder: {sync_seconds: 1}}}",
                        engine(c -> c.settings().recorder()), new RecorderSettings(80L << 20, Duration.ofSeconds(1))));
    }

    private static Stream<Arguments> movable() {
        return Stream.of(
                arguments("movable", "{movable: [a_b]}", POLICIES, Set.of(new MovableService("a_b"))),
                arguments("movable[].stack", "{movable: [{stack: a, name: b}]}", POLICIES,
                        Set.of(new MovableService("a_b"))),
                arguments("movable[].name", "{movable: [{name: b}]}", POLICIES, Set.of(new MovableService("b"))));
    }

    private static Stream<Arguments> windows() {
        return Stream.of(
                arguments("windows", "{windows: }", POLICIES, Set.of()),
                arguments("windows.<window>", "{windows: {w: {days: [sun]}}}", POLICIES, Set.of(sunday(0, 24, "UTC"))),
                arguments("windows.<window>.days", "{windows: {w: {days: [SUN]}}}", POLICIES, Set.of(sunday(0, 24, "UTC"))),
                arguments("windows.<window>.from", "{windows: {w: {days: [sun], from: 02:00}}}", POLICIES,
                        Set.of(sunday(2, 24, "UTC"))),
                arguments("windows.<window>.to", "{windows: {w: {days: [sun], from: 22:00, to: 06:00}}}", POLICIES,
                        Set.of(sunday(22, 30, "UTC"))),
                arguments("windows.<window>.zone", "{windows: {w: {days: [sun], zone: Asia/Tokyo}}}", POLICIES,
                        Set.of(sunday(0, 24, "Asia/Tokyo"))),
                arguments("windows.<window>[].days", "{windows: {w: [{days: [Sunday]}]}}", POLICIES,
                        Set.of(sunday(0, 24, "UTC"))),
                arguments("windows.<window>[].from", "{windows: {w: [{days: [sun], from: '1:00', to: '1:00'}]}}", POLICIES,
                        Set.of(sunday(1, 25, "UTC"))),
                arguments("windows.<window>[].to", "{windows: {w: [{days: [sun], to: 01:00}, {days: [sun], from: 03:00}]}}",
                        POLICIES, Set.of(sunday(0, 1, "UTC"), sunday(3, 24, "UTC"))),
                arguments("windows.<window>[].zone", "{windows: {w: [{days: [sun], zone: UTC}]}}", POLICIES,
                        Set.of(sunday(0, 24, "UTC"))));
    }

    private static TimeWindow sunday(int from, int to, String zone) {
        return new TimeWindow("w", DayOfWeek.SUNDAY, Duration.ofHours(from), Duration.ofHours(to), zone);
    }

    private static Stream<Arguments> rules() {
        return Stream.of(
                arguments("rules", "{rules: }", POLICIES, Set.of()),
                arguments("rules.off", "{rules: {off: [ORC-SPR-201, ORC-PRN-201]}}", engine(c -> c.rules().off()),
                        Set.of("ORC-SPR-201", "ORC-PRN-201")),
                arguments("rules.report", "{rules: {report: [ORC-SPR-201]}}", POLICIES,
                        Set.of(new RuleAutomation("ORC-SPR-201", AutomationLevel.REPORT))),
                arguments("rules.ask", "{rules: {ask: [ORC-SPR-201]}}", POLICIES,
                        Set.of(new RuleAutomation("ORC-SPR-201", AutomationLevel.ASK))),
                arguments("rules.blast_radius", "{rules: {blast_radius: 3}}", engine(c -> c.rules().blastRadius()), 3),
                arguments("rules.parameters", "{rules: {parameters: }}", POLICIES, Set.of()),
                arguments("rules.parameters.<policy>", "{rules: {parameters: {big: }}}", POLICIES, Set.of()),
                arguments("rules.parameters.<policy>.<name>", "{rules: {parameters: {big: {least: 7 GiB}}}}", POLICIES,
                        Set.of(new TextParameter("big", "least", "7 GiB"), new NumberParameter("big", "least", "7 GiB", 7L << 30))),
                arguments("automation", "{automation: }", engine(c -> c.rules().blastRadius()), 10),
                arguments("automation.services", "{automation: {services: }}", POLICIES, Set.of()),
                arguments("automation.services.<service>", "{automation: {services: {shop_web: ask}}}", POLICIES,
                        Set.of(new ServiceAutomation("shop_web", AutomationLevel.ASK))),
                arguments("fencing", "{fencing: }", POLICIES, Set.of()),
                arguments("fencing.default", "{fencing: {default: wait}}", POLICIES, Set.of(new Fencing(FencingMode.WAIT))),
                arguments("fencing.services", "{fencing: {services: }}", POLICIES, Set.of()),
                arguments("fencing.services.<service>", "{fencing: {services: {shop_db: ssh, cache: off}}}", POLICIES,
                        Set.of(new ServiceFencing("shop_db", FencingMode.SSH), new ServiceFencing("cache", FencingMode.OFF))));
    }

    private static Stream<Arguments> dependencies() {
        List<Duration> standard = Stream.of(2, 10, 60, 300, 900).map(Duration::ofSeconds).toList();
        Anchor db = new Anchor("db", "s_db", true, standard);
        return Stream.of(
                arguments("dependencies", "{dependencies: }", POLICIES, Set.of()),
                arguments("dependencies.<anchor>", "{dependencies: {db: }}", POLICIES,
                        Set.of(new Anchor("db", "swarm-dev_db", true, standard))),
                arguments("dependencies.<anchor>.stack", "{dependencies: {db: {stack: s}}}", POLICIES, Set.of(db)),
                arguments("dependencies.<anchor>.restart_dependents",
                        "{dependencies: {db: {stack: s, restart_dependents: no}}}", POLICIES,
                        Set.of(new Anchor("db", "s_db", false, standard))),
                arguments("dependencies.<anchor>.retry_intervals",
                        "{dependencies: {db: {stack: s, retry_intervals: [4]}}}", POLICIES,
                        Set.of(new Anchor("db", "s_db", true, List.of(Duration.ofSeconds(4))))),
                arguments("dependencies.<anchor>.services", "{dependencies: {db: {stack: s, services: [w]}}}", POLICIES,
                        Set.of(db, new Dependency("s_db", "s_w", true, standard, Duration.ofSeconds(1272)))),
                arguments("dependencies.<anchor>.services[].stack",
                        "{dependencies: {db: {stack: s, services: [{stack: t, name: w}]}}}", POLICIES,
                        Set.of(db, new Dependency("s_db", "t_w", true, standard, Duration.ofSeconds(1272)))),
                arguments("dependencies.<anchor>.services[].name",
                        "{dependencies: {db: {stack: s, services: [{name: w}]}}}", POLICIES,
                        Set.of(db, new Dependency("s_db", "w", true, standard, Duration.ofSeconds(1272)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void hasItsEffect(String key, String yaml, Function<Configuration, Object> effect, Object expected) {
        assertThat(effect.apply(new Folder(temporary).with("swarm.yml", yaml).load())).isEqualTo(expected);
    }

    @Test
    void noKeyIsForgotten() {
        assertThat(keys().map(row -> (String) row.get()[0]))
                .containsExactlyElementsOf(Keys.of(FileKind.SWARM).all().stream().map(Key::path).toList());
    }

    private static Function<Configuration, Object> engine(Function<Configuration, Object> part) {
        return part;
    }
}
