package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.StartLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each key of rebalance_config.yml that is a policy: a value, and what it becomes. */
class EveryRebalanceKeyTest {
    private static final String NOT_POLICIES =
            "(node_|cadvisors|memory_sources|(co)?monitor_|default.check_|default.dependencies_file).*";
    private static final Duration FIFTEEN = Duration.ofMinutes(15);
    private static final Duration TEN = Duration.ofMinutes(10);
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Rebalancing STANDARD = new Rebalancing(FIFTEEN, FIVE, TEN, FIVE, 4, 2, false);
    private static final MemoryPolicy MEMORY =
            new MemoryPolicy(85, 80, TEN, 95, 90, Duration.ofSeconds(45), 2L << 30, 1L << 30);

    @TempDir
    private Path temporary;

    static Stream<Arguments> keys() {
        return Stream.of(
                row("default", "{default: }", of(Rebalancing.class), STANDARD),
                row("default.cooldown_minutes", "{default: {cooldown_minutes: 0.5}}", of(Rebalancing.class),
                        new Rebalancing(Duration.ofSeconds(30), FIVE, TEN, FIVE, 4, 2, false)),
                row("default.node_cooldown_minutes", "{default: {node_cooldown_minutes: 0}}", of(Rebalancing.class),
                        new Rebalancing(FIFTEEN, Duration.ZERO, TEN, FIVE, 4, 2, false)),
                row("default.global_cooldown_minutes", "{default: {global_cooldown_minutes: 5}}", of(Rebalancing.class),
                        new Rebalancing(FIFTEEN, FIVE, FIVE, FIVE, 4, 2, false)),
                row("default.memory_threshold_percent", "{default: {memory_threshold_percent: 70}}",
                        c -> one(c, MemoryPolicy.class).endsPercent(), 65.0),
                row("default.memory_hysteresis_percent", "{default: {memory_hysteresis_percent: 10}}",
                        c -> one(c, MemoryPolicy.class).endsPercent(), 75.0),
                row("default.sustained_high_minutes", "{default: {sustained_high_minutes: 1}}",
                        c -> one(c, MemoryPolicy.class).sustained(), Duration.ofMinutes(1)),
                row("default.emergency_percent", "{default: {emergency_percent: 97.5}}",
                        c -> one(c, MemoryPolicy.class).emergencyEndsPercent(), 92.5),
                row("default.emergency_seconds", "{default: {emergency_seconds: 3}}",
                        c -> one(c, MemoryPolicy.class).emergencySustained(), Duration.ofSeconds(3)),
                row("default.memory_difference_gb", "{default: {memory_difference_gb: 1.5}}",
                        c -> one(c, MemoryPolicy.class).differenceBytes(), 3L << 29),
                row("default.rebalance_buffer_gb", "{default: {rebalance_buffer_gb: 0}}",
                        c -> one(c, MemoryPolicy.class).bufferBytes(), 0L),
                row("default.gain_percent", "{default: {gain_percent: 7}}",
                        c -> one(c, Rebalancing.class).gainPercent(), 7.0),
                row("default.priority_threshold", "{default: {priority_threshold: 1}}",
                        c -> one(c, Rebalancing.class).priority(), 1),
                row("default.stable_minutes", "{default: {stable_minutes: 2}}",
                        c -> one(c, Rebalancing.class).stableAfter(), Duration.ofMinutes(2)),
                row("default.avoid_managers", "{default: {avoid_managers: true}}",
                        c -> one(c, Rebalancing.class).managersAvoided(), true),
                row("default.spread", "{default: {spread: true}}", of(SpreadRepair.class), new SpreadRepair()),
                row("default.start_limit_seconds", "{default: {start_limit_seconds: 9}}", of(StartLimit.class),
                        new StartLimit(Duration.ofSeconds(9))),
                row("default.tier_label", "{default: {tier_label: size}}", of(NodeTiers.class), new NodeTiers("size")),
                row("anti_affinity", "{anti_affinity: [[a_b, a_c]]}", of(KeptApart.class), new KeptApart("a_b", "a_b a_c")),
                row("services", "{services: }", of(MemoryPolicy.class), MEMORY),
                row("services.<service>", "{services: {db: {}}}", of(ServiceRebalancing.class),
                        new ServiceRebalancing("db", FIFTEEN, TEN, 2L << 30, 1L << 30)),
                row("services.<service>.cooldown_minutes", "{services: {db: {cooldown_minutes: 5}}}",
                        of(ServiceRebalancing.class), new ServiceRebalancing("db", FIVE, TEN, 2L << 30, 1L << 30)),
                row("services.<service>.sustained_high_minutes", "{services: {db: {sustained_high_minutes: 5}}}",
                        of(ServiceRebalancing.class), new ServiceRebalancing("db", FIFTEEN, FIVE, 2L << 30, 1L << 30)),
                row("services.<service>.memory_difference_gb", "{services: {db: {memory_difference_gb: 3}}}",
                        of(ServiceRebalancing.class), new ServiceRebalancing("db", FIFTEEN, TEN, 3L << 30, 1L << 30)),
                row("services.<service>.rebalance_buffer_gb", "{services: {db: {rebalance_buffer_gb: 4}}}",
                        of(ServiceRebalancing.class), new ServiceRebalancing("db", FIFTEEN, TEN, 2L << 30, 4L << 30)),
                row("services.<service>.start_limit_seconds", "{services: {db: {start_limit_seconds: 1200}}}",
                        of(ServiceStartLimit.class), new ServiceStartLimit("db", Duration.ofMinutes(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void hasItsEffect(String key, String yaml, Function<Configuration, Object> effect, Object expected) {
        Configuration configuration = new Folder(temporary).with("rebalance_config.yml", yaml).load();

        assertThat(configuration.warnings()).isEmpty();
        assertThat(effect.apply(configuration)).isEqualTo(expected);
    }

    @Test
    void noKeyIsForgotten() {
        assertThat(keys().map(row -> (String) row.get()[0]))
                .containsExactlyElementsOf(Keys.of(FileKind.REBALANCE).all().stream().map(Key::path)
                        .filter(path -> !path.matches(NOT_POLICIES)).toList());
    }

    @Test
    void nothingIsRebalancedUnasked() {
        assertThat(new Folder(temporary).with("swarm.yml", "# nothing\n").load().policies())
                .noneMatch(Rebalancing.class::isInstance);
    }

    @Test
    void aVariableAloneDoesNotBeginRebalancing() {
        Folder folder = new Folder(temporary).with("swarm.yml", "# nothing\n");

        assertThat(folder.report(Map.of("REBALANCE_GLOBAL_COOLDOWN_MINUTES", "5")))
                .contains("nothing is rebalanced without a rebalance_config.yml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "default: { cooldown_minutes: -1 }|1:30: error: default.cooldown_minutes is \"-1\", not in the range 0 to 10080",
        "default: { emergency_percent: 80 }|1:31: error: an emergency from 80.0 % on would come before the pressure",
        "default: { memory_hysteresis_percent: 90 }|1:39: error: pressure that begins at 85.0 % cannot end 90.0 points",
        "default: { memory_threshold_percent: 97 }|1:38: error: an emergency from 95.0 % on would come before",
        "default: { priority_threshold: 6 }|1:32: error: default.priority_threshold is \"6\", not in the range 1 to 5",
        "anti_affinity: [ [ shop_db ] ]|1:18: error: anti_affinity[0] is a list, not a group of two services or more",
        "services: { 'a b': { } }|1:13: error: \"a b\" cannot be the name of a service",
        "default: { spread: perhaps }|1:20: error: default.spread is \"perhaps\", not true or false"})
    void aMistakeIsShownAtItsPlace(String yaml, String message) {
        assertThat(new Folder(temporary).with("rebalance_config.yml", yaml + "\n").report()).contains(message);
    }

    private static Arguments row(String key, String yaml, Function<Configuration, Object> effect, Object expected) {
        return arguments(key, yaml, effect, expected);
    }

    private static Function<Configuration, Object> of(Class<?> type) {
        return configuration -> one(configuration, type);
    }

    private static <T> T one(Configuration configuration, Class<T> type) {
        return configuration.policies().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
