package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.ssh.Bootstrap.Mode;
import io.orcastra.adapters.yaml.Variable.Standing;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.KeptContainer;
import io.orcastra.facts.policy.KeptImage;
import io.orcastra.facts.policy.KeptVolume;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RemovableVolume;
import io.orcastra.facts.policy.UnhealedContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row for each variable in force: a value, what it becomes, and what holds without it. */
class EveryVariableTest {
    private static final String YAML = "dependencies:\n  db: { services: [ web ], retry_intervals: [ 1 ] }\n";

    @TempDir
    private Path temporary;
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(temporary).with("swarm.yml", YAML).with("rebalance_config.yml",
                "memory_sources: { agent: { service: orcastra_agent } }\n");
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                row(Variable.STACK_NAME, "shop", c -> c.settings().stackName(), "shop", "swarm-dev"),
                row(Variable.DRY_RUN, "true", c -> c.settings().engine().dryRun(), true, false),
                row(Variable.RUN_ONCE, "yes", c -> c.settings().runOnce(), true, false),
                row(Variable.EVENT_MODE, "False", c -> c.settings().eventMode(), false, true),
                row(Variable.POLLING_MODE, "0", c -> c.settings().engine().poll(), Duration.ofMinutes(10),
                        Duration.ofSeconds(60)),
                row(Variable.RELABEL_TIME, "5", c -> c.settings().engine().poll(), Duration.ofSeconds(5),
                        Duration.ofSeconds(60)),
                row(Variable.RESTART_DEPENDENTS, "off", c -> only(c, Anchor.class).restartDependents(), false, true),
                row(Variable.MAX_MISMATCH_DURATION, "900", c -> only(c, Dependency.class).giveUpAfter(),
                        Duration.ofSeconds(900), Duration.ofSeconds(600)),
                row(Variable.PRUNE_UNKNOWN_LABELS, "1", c -> c.policies().contains(new LabelPruning()), true, false),
                row(Variable.REBALANCE_MONITOR_INTERVAL_SECONDS, "7", c -> c.memory().pace().interval(), Duration.ofSeconds(7),
                        Duration.ofSeconds(30)),
                row(Variable.REBALANCE_GLOBAL_COOLDOWN_MINUTES, "0.5", c -> only(c, Rebalancing.class).globalCooldown(),
                        Duration.ofSeconds(30), Duration.ofMinutes(10)),
                row(Variable.REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT, "70",
                        c -> only(c, MemoryPolicy.class).thresholdPercent(), 70.0, 85.0),
                row(Variable.DEBUG, "TRUE", c -> c.settings().log().debug(), true, false),
                row(Variable.LOG_TO_FILE, "true", c -> c.settings().log().file(),
                        Optional.of(Path.of("/var/log/swarm-orchestration/swarm-labels.log")), Optional.empty()),
                row(Variable.LOG_FORMAT, "json", c -> c.settings().log().format(), LogSettings.Format.JSON,
                        LogSettings.Format.TEXT),
                row(Variable.HTTP_ADDRESS, "0.0.0.0", c -> c.settings().http().address(), "0.0.0.0", "127.0.0.1"),
                row(Variable.HTTP_TOKEN_FILE, "/run/secrets/token", c -> c.settings().http().tokenFile(),
                        Optional.of(Path.of("/run/secrets/token")), Optional.empty()),
                row(Variable.AGENT_TOKEN_FILE, "/run/secrets/agent", c -> c.settings().agents().tokenFile(),
                        Optional.of(Path.of("/run/secrets/agent")), Optional.empty()),
                row(Variable.AUTOHEAL_CHECK_INTERVAL, "7", c -> c.settings().agents().interval(), Duration.ofSeconds(7),
                        Duration.ofSeconds(30)),
                row(Variable.AUTOHEAL_GRACE_PERIOD, "0", c -> only(c, Autoheal.class).gracePeriod(), Duration.ZERO,
                        Duration.ofSeconds(60)),
                row(Variable.AUTOHEAL_ONLY_LABELLED, "true", c -> only(c, Autoheal.class).onlyLabelled(), true, false),
                row(Variable.AUTOHEAL_ATTEMPTS, "2", c -> only(c, Autoheal.class).attempts(), 2, 5),
                row(Variable.AGENT_SERVICE, "shop_agent:7000", c -> c.memory().discoveries(),
                        List.of(new Discovery(ExporterKind.AGENT, Optional.of("shop_agent"), "http://{address}:7000/metrics")),
                        List.of(new Discovery(ExporterKind.AGENT, Optional.of("orcastra_agent"), "http://{address}:6060/metrics"))),
                row(Variable.AUTOHEAL_EXCLUDE, "build-*, x.y",
                        c -> c.policies().stream().filter(UnhealedContainer.class::isInstance).toList(),
                        List.of(new UnhealedContainer("build-.*"), new UnhealedContainer("x\\Q.\\Ey")), List.of()),
                row(Variable.GC_CRON, "5 1 * * *", c -> c.settings().agents().garbage().map(CronSchedule::text).orElse("off"),
                        "5 1 * * *", "0 */4 * * *"),
                row(Variable.GC_FORCE_IMAGE_REMOVAL, "0", c -> only(c, GarbageCollection.class).images(), false, true),
                row(Variable.GC_MINIMUM_IMAGES_TO_SAVE, "1", c -> only(c, GarbageCollection.class).keep(), 1, 3),
                row(Variable.GC_FORCE_CONTAINER_REMOVAL, "0", c -> only(c, GarbageCollection.class).containers(), false, true),
                row(Variable.GC_CLEAN_UP_VOLUMES, "0", c -> only(c, GarbageCollection.class).volumes(), false, true),
                row(Variable.GC_GRACE_PERIOD_SECONDS, "60", c -> c.settings().agents().grace(), Duration.ofSeconds(60),
                        Duration.ofHours(3)),
                row(Variable.GC_DRY_RUN, "1", c -> only(c, GarbageCollection.class).dryRun(), true, false),
                row(Variable.GC_EXCLUDE_IMAGES, "base*", c -> c.policies().contains(new KeptImage("base.*")), true, false),
                row(Variable.GC_EXCLUDE_CONTAINERS, "a, b*", c -> c.policies().contains(new KeptContainer("b.*")), true, false),
                row(Variable.GC_EXCLUDE_VOLUMES, "v?", c -> c.policies().contains(new KeptVolume("v.")), true, false),
                row(Variable.GC_INCLUDE_VOLUMES, "b.c, aa", c -> List.of(c.settings().agents().volumes(),
                        c.policies().stream().filter(RemovableVolume.class::isInstance).collect(Collectors.toSet())),
                        List.of(Set.of("aa", "b.c"), Set.of(new RemovableVolume("aa"), new RemovableVolume("b.c"))),
                        List.of(Set.of(), Set.of())),
                row(Variable.LOGROTATE_CRON, "off", c -> c.settings().agents().rotation().map(CronSchedule::text).orElse("never"),
                        "never", "0 */6 * * *"),
                row(Variable.MOD_MANAGER_DEST, "/mods", c -> c.settings().agents().mods().folder(), Path.of("/mods"), Path.of("/modcache")),
                row(Variable.MOD_MANAGER_REFRESH_INTERVAL_MINUTES, "6", c -> c.settings().agents().mods().refresh(),
                        Duration.ofMinutes(6), Duration.ofHours(12)),
                row(Variable.MOD_MANAGER_MAX_MEGABYTES, "5", c -> c.settings().agents().mods().longest(), 5_000_000L, 1_000_000_000L),
                row(Variable.BOOTSTRAP_MODE, "Once", c -> c.settings().bootstrap().mode(), Mode.ONCE, Mode.WATCH),
                row(Variable.LOOP_INTERVAL, "7", c -> c.settings().bootstrap().interval(), Duration.ofSeconds(7),
                        Duration.ofSeconds(300)),
                row(Variable.SSH_KEY_FILE, "/key", c -> c.settings().bootstrap().ssh().keyFile(), Path.of("/key"),
                        Path.of("/root/.ssh/swarm-orch_ed25519")),
                row(Variable.SSH_KNOWN_HOSTS_FILE, "/hosts", c -> c.settings().bootstrap().ssh().knownHosts(), Path.of("/hosts"),
                        Path.of("/root/.ssh/known_hosts")),
                row(Variable.SSH_TRUST_FIRST_USE, "true", c -> c.settings().bootstrap().ssh().trustOnFirstUse(), true, false),
                row(Variable.COMMAND_FILE, "/mnt/orders.yml", c -> c.settings().commandFile(), Path.of("/mnt/orders.yml"),
                        Path.of("/mnt/commands/swarm-orchestration.command.yml")),
                row(Variable.SSH_USER, "ops", c -> c.settings().bootstrap().ssh().user(), "ops", "root"),
                row(Variable.SSH_PORT, "2222", c -> c.settings().bootstrap().ssh().port(), 2222, 22),
                row(Variable.SSH_TIMEOUT_SECONDS, "3", c -> c.settings().bootstrap().ssh().timeout(), Duration.ofSeconds(3),
                        Duration.ofSeconds(10)),
                row(Variable.TZ, "Nowhere/Atlantis", c -> c.warnings().size(), 1, 0));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("variables")
    void hasItsEffect(
            Variable variable, String value, Function<Configuration, Object> effect, Object set, Object standard) {
        assertThat(effect.apply(folder.load(Map.of(variable.name(), value)))).isEqualTo(set);
        assertThat(effect.apply(folder.load(Map.of(variable.name(), " ")))).isEqualTo(standard);
        assertThat(effect.apply(folder.load())).isEqualTo(standard);
    }

    @ParameterizedTest
    @CsvSource({"SWARM_FILE,swarm.yml", "NODES_FILE,nodes.yml", "DEPENDENCIES_FILE,dependencies.yml"})
    void aFileMayLieElsewhere(String variable, String standard) {
        Folder elsewhere = new Folder(temporary).with("other.yml", "# nothing\n");
        Configuration configuration = new Folder(temporary.resolve("empty"))
                .load(Map.of(variable, elsewhere.path().resolve("other.yml").toString()));

        assertThat(configuration.files()).containsExactly(temporary.resolve("other.yml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data*", "a, da?a", "a/b", "-x", ".*"})
    @DisplayName("Volumes that may be removed are named in full, or none is")
    void volumesAreNamedInFull(String names) {
        assertThat(folder.problems(Map.of("GC_INCLUDE_VOLUMES", names))).filteredOn(Problem::isError).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not whole names of volumes"));
    }

    @Test
    void theRebalanceFileMayLieElsewhere() {
        folder.with("other.yml", "default: { cooldown_minutes: soon }\n");

        assertThat(folder.report(Map.of("REBALANCE_CONFIG", temporary.resolve("other.yml").toString())))
                .contains("other.yml:1:30: error: default.cooldown_minutes is \"soon\", not a number");
    }

    @Test
    void theExportersFileMayLieElsewhere() {
        folder.with("other.yml", "stop_grace_period: soon\n");

        assertThat(folder.report(Map.of("NODE_EXPORTER_FILE", temporary.resolve("other.yml").toString())))
                .contains("other.yml:1:20: error: stop_grace_period is \"soon\", not a time");
    }

    @Test
    void aDryRunBindsAgentsAsWell() {
        assertThat(folder.load(Map.of("DRY_RUN", "true")).settings().agents()).satisfies(agents -> {
            assertThat(agents.dryRun()).isTrue();
            assertThat(agents.rotation()).isEmpty();
        });
        assertThat(new Folder(temporary.resolve("empty")).load().settings()).satisfies(without -> {
            assertThat(without.engine().dryRun()).as("a daemon without any file only observes").isTrue();
            assertThat(without.agents().dryRun()).as("an agent has none").isFalse();
            assertThat(without.agents().rotation()).isPresent();
        });
    }

    @Test
    void theLogFileMayLieElsewhere() {
        assertThat(folder.load(Map.of("LOG_TO_FILE", "true", "LOG_FILE", "/log")).settings().log().file())
                .contains(Path.of("/log"));
    }

    @Test
    void theStateFolderIsKnownBeforeTheConfiguration() {
        assertThat(new EarlyVariables(Map.of("STATE_DIR", " /state ")).stateFolder()).contains(Path.of("/state"));
        assertThat(new EarlyVariables(Map.of("STATE_DIR", " ")).stateFolder()).isEmpty();
        assertThat(new EarlyVariables(Map.of("STATE_DIR", "\0")).stateFolder()).isEmpty();
        assertThat(folder.problems(Map.of("STATE_DIR", "\0"))).singleElement().matches(Problem::isError);
    }

    @ParameterizedTest
    @CsvSource({"TRUE,true", "yes,true", "1,true", "off,false", "'',false", "perhaps,false"})
    void detailsAreAskedForInTheSameWordsBeforeTheConfiguration(String value, boolean debug) {
        assertThat(new EarlyVariables(Map.of("DEBUG", value)).debug()).isEqualTo(debug);
    }

    @Test
    void pollingSwitchedOffNeverLooksMoreOftenThanAsked() {
        assertThat(folder.load(Map.of("POLLING_MODE", "false", "RELABEL_TIME", "3600")).settings().engine().poll())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,localhost,6060", "10.0.0.1:80,10.0.0.1,80", ":7000,127.0.0.1,7000", "[::]:6061,::,6061", "::1,::1,6060",
        "[fe80::1],fe80::1,6060", "0.0.0.0:0,0.0.0.0,0"})
    void anAddressHasAPortOrNot(String given, String address, int port) {
        HttpEndpoint http = folder.load(Map.of("HTTP_ADDRESS", given)).settings().http();

        assertThat(http).isEqualTo(new HttpEndpoint(address, port, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "DRY_RUN,maybe", "RELABEL_TIME,0", "RELABEL_TIME,-5", "RELABEL_TIME,1e3", "RELABEL_TIME,99999999999999999999",
        "MAX_MISMATCH_DURATION,ten", "AUTOHEAL_ATTEMPTS,0", "GC_CRON,* *", "GC_CRON,61 * * * *", "AUTOHEAL_GRACE_PERIOD,soon",
        "REBALANCE_GLOBAL_COOLDOWN_MINUTES,soon", "REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT,101",
        "REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT,99", "LOG_FORMAT,xml",
        "HTTP_ADDRESS,a b", "HTTP_ADDRESS,host:70000", "HTTP_ADDRESS,http://x", "PRUNE_UNKNOWN_LABELS,perhaps",
        "SWARM_FILE,/nowhere/swarm.yml", "STACK_NAME,a b", "AGENT_SERVICE,a b", "AGENT_SERVICE,tasks.orcastra_agent",
        "AGENT_SERVICE,http://x", "AGENT_SERVICE,:7000", "AGENT_SERVICE,x:", "AGENT_SERVICE,x:0", "AGENT_SERVICE,x:65536"})
    void aMalformedValueRefusesTheConfiguration(String variable, String value) {
        assertThat(folder.problems(Map.of(variable, value))).filteredOn(Problem::isError).isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.message()).contains(value);
                    assertThat(problem.advice()).startsWith("Maybe ");
                });
    }

    @ParameterizedTest
    @EnumSource(Variable.class)
    void whatHasNoEffectIsSaidOnlyWhenSet(Variable variable) {
        Map<String, String> set = Map.of(variable.name(), "7");
        boolean warned = folder.problems(set).stream().map(Problem::place)
                .anyMatch(("environment:" + variable)::equals);

        assertThat(folder.problems(Map.of(variable.name(), ""))).isEmpty();
        if (variable.standing != Standing.IN_FORCE) {
            assertThat(warned).isTrue();
            assertThat(folder.load(set).policies()).isEqualTo(folder.load().policies());
        }
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(folder.report(Map.of("SENTRY_DSN", "https://key@host/1"))).contains("SENTRY_DSN").doesNotContain("key");
    }

    @ParameterizedTest
    @CsvSource({"DRYRUN,DRY_RUN", "RELABLE_TIME,RELABEL_TIME", "dry_run,DRY_RUN", "NODE_FILE,NODES_FILE"})
    void aMisspeltVariableIsAWarning(String written, String meant) {
        assertThat(folder.problems(Map.of(written, "1"))).singleElement()
                .extracting(Problem::advice).isEqualTo("Maybe you meant " + meant + ".");
    }

    @Test
    void variablesOfOthersAreNotOurs() {
        assertThat(folder.problems(Map.of("PATH", "/bin", "HTTP_PROXY", "x", "LOGNAME", "me", "HOSTNAME", "h", "LANG", "C",
                "DEBUGGER", "x", "DOCKER_HOST", "unix:///s", "HTTPS_PROXY", "x"))).isEmpty();
    }

    @Test
    void noVariableInForceIsForgotten() {
        Stream<Variable> files = Stream.of(Variable.SWARM_FILE, Variable.NODES_FILE, Variable.DEPENDENCIES_FILE,
                Variable.REBALANCE_CONFIG, Variable.NODE_EXPORTER_FILE, Variable.LOG_FILE, Variable.STATE_DIR);
        assertThat(Stream.concat(files, variables().map(row -> (Variable) row.get()[0])))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Variable.values())
                        .filter(variable -> variable.standing == Standing.IN_FORCE).toList());
    }

    private static Arguments row(
            Variable variable, String value, Function<Configuration, Object> effect, Object set, Object standard) {
        return arguments(variable, value, effect, set, standard);
    }

    private static <T> T only(Configuration configuration, Class<T> type) {
        return configuration.policies().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
