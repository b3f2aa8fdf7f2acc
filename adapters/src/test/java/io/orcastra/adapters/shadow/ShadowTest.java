package io.orcastra.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.orcastra.adapters.shadow.ShadowStatus.State;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.recording.Entry;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String RULES = "package io.orcastra.rules\n";
    private static final ReplayReport REPORT =
            new ReplayReport(SampleDecision.AT, SampleDecision.AT, 5, 3, 0, 1, 1, 0, List.of(), 0, List.of());

    @TempDir
    private Path folder;
    private final CollectorRegistry registry = new CollectorRegistry();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile RuleSet inForce = RuleSet.builtIn();
    private volatile Configuration configuration;
    private volatile Optional<ShadowFailed> failure = Optional.empty();
    private Shadow shadow;

    @BeforeEach
    void start() throws ConfigurationInvalid {
        configuration = new ConfigurationLoader().load(folder.resolve("config"), Map.of());
        shadow = new Shadow(new ShadowFolder(folder.resolve("shadow")), () -> inForce, () -> configuration, Map.of(),
                candidate -> new Fixed(), Clock.of(() -> SampleDecision.AT, System::nanoTime), registry);
        shadow.start();
    }

    @AfterEach
    void close() {
        shadow.close();
        await().atMost(SOON).until(() -> open.get() == 0);
    }

    @Test
    void withoutAFolderThereIsNone() {
        shadow.cycleCompleted(SampleDecision.record());

        assertThat(shadow.status().state()).isEqualTo(State.NONE);
        assertThat(value("orcastra_shadow_running")).isZero();
    }

    @Test
    void everyCycleIsJudgedAndCounted() throws IOException {
        rules("mine.drl", RULES);
        awaitState(State.RUNNING);
        shadow.cycleCompleted(SampleDecision.record());

        await().atMost(SOON).until(() -> shadow.status().cycleMillis() == 50);
        assertThat(value("orcastra_shadow_compared_cycles_total")).isEqualTo(5);
        assertThat(value("orcastra_shadow_agreed_cycles_total")).isEqualTo(3);
        assertThat(registry.getSampleValue("orcastra_shadow_differences_total", new String[] {"kind"},
                new String[] {"only_shadow"})).isEqualTo(1);
        assertThat(value("orcastra_shadow_judging_seconds_total")).isEqualTo(0.25);
        ShadowStatus status = shadow.status();
        assertThat(status.report()).isEqualTo(REPORT);
        assertThat(status.own()).containsExactly("mine.drl");
        assertThat(status.cycleMillis()).isEqualTo(50);
    }

    @Test
    void aCandidateThatFailsIsDroppedAndTriedAgainOnlyWhenItChanges() throws IOException {
        failure = Optional.of(new ShadowFailed("a rule threw", List.of("mine.drl:3:0: rule ORC-XYZ-401: threw\n  Maybe not")));
        rules("mine.drl", RULES);
        awaitState(State.RUNNING);
        shadow.cycleCompleted(SampleDecision.record());

        awaitState(State.DROPPED);
        assertThat(shadow.status().reason()).isEqualTo("a rule threw");
        assertThat(shadow.status().problems()).singleElement().asString().contains("ORC-XYZ-401");
        assertThat(value("orcastra_shadow_failures_total")).isEqualTo(1);
        assertThat(value("orcastra_shadow_running")).isZero();
        assertThat(open).hasValue(0);
        failure = Optional.empty();
        rules("mine.drl", RULES + "// mended\n");
        awaitState(State.RUNNING);
        assertThat(started).hasValue(2);
    }

    @Test
    void itBeginsAnewBesideOtherRulesInForceAndEndsWhenTheyAreItsOwn() throws IOException {
        rules("mine.drl", RULES);
        awaitState(State.RUNNING);
        inForce = RuleSet.overlaid(List.of(new RuleSource("other.drl", RULES)));
        await().atMost(SOON).until(() -> started.get() == 2);

        inForce = RuleSet.overlaid(List.of(new RuleSource("mine.drl", RULES)));
        awaitState(State.SAME);
        assertThat(open).hasValue(0);
    }

    @Test
    void settingsAloneAreACandidateAndABadOneIsNamedWithItsPlace() throws IOException {
        Files.createDirectories(folder.resolve("shadow"));
        write(folder.resolve("shadow/swarm.yml"), "rules: {off: [ORC-MEM]}\n");
        awaitState(State.DROPPED);
        assertThat(shadow.status().problems().toString()).contains("swarm.yml:1:", "Maybe");

        write(folder.resolve("shadow/swarm.yml"), "rules: {off: [ORC-MEM-201]}\n");
        awaitState(State.RUNNING);
        assertThat(shadow.status().files()).singleElement().asString().endsWith("shadow/swarm.yml");
    }

    @Test
    void itEndsWithItsFolder() throws IOException {
        rules("mine.drl", RULES);
        awaitState(State.RUNNING);
        Files.delete(folder.resolve("shadow/rules/mine.drl"));
        Files.delete(folder.resolve("shadow/rules"));

        awaitState(State.NONE);
        assertThat(open).hasValue(0);
    }

    private void rules(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("shadow/rules"));
        write(folder.resolve("shadow/rules").resolve(name), text);
    }

    /** In one step: a candidate that is seen half written is one more. */
    private void write(Path file, String text) throws IOException {
        Files.move(Files.writeString(folder.resolve("next"), text), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitState(State state) {
        await().atMost(SOON).until(() -> shadow.status().state() == state);
    }

    private double value(String name) {
        return registry.getSampleValue(name);
    }

    private final class Fixed implements Judging {
        Fixed() {
            started.incrementAndGet();
            open.incrementAndGet();
        }

        @Override
        public int rules() {
            return 7;
        }

        @Override
        public Judged judge(Entry.Cycle cycle) throws ShadowFailed {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return new Judged(5, 3, 0, 1, 0, 250_000_000);
        }

        @Override
        public ReplayReport report() {
            return REPORT;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
