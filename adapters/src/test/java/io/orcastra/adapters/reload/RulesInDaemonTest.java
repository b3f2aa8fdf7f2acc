package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RulesInDaemonTest {
    private static final Duration PAUSE = Duration.ofMillis(3);
    private static final Clock CLOCK = Clock.of(() -> Instant.EPOCH, () -> 0);
    private static final RuleBook FORMER = RuleBook.of(List.of());
    private static final RuleSet FILES = RuleSet.overlaid(List.of(new RuleSource("old.drl", "former")));
    private static final RuleSet EDITED = RuleSet.overlaid(
            List.of(new RuleSource("old.drl", "former"), new RuleSource("new.drl", "edited")));

    @TempDir
    private Path state;

    private RulesInDaemon rules() {
        return rules(new Untold(), new CollectorRegistry());
    }

    private RulesInDaemon rules(RulesListener recorder, CollectorRegistry registry) {
        return rules(FILES, FORMER, recorder, registry);
    }

    private RulesInDaemon rules(RuleSet files, RuleBook book, RulesListener recorder, CollectorRegistry registry) {
        return rules(new StartingRules(files, book, Set.of(), "", List.of()), recorder, registry);
    }

    private RulesInDaemon rules(StartingRules starting, RulesListener recorder, CollectorRegistry registry) {
        Overruns overruns = new Overruns(state);
        return new RulesInDaemon(starting, starting.book(),
                new RuleSettings(Set.of(), 1, List.of(), GivenParameters.NONE), new PolicyFolder(() -> EDITED, Optional::empty, overruns),
                new LastGood(state), recorder, CLOCK, registry);
    }

    @Test
    void whatLintSaysOfRulesThatWereInForceBeforeIsAWarning() throws Refusal {
        Logger logger = (Logger) LoggerFactory.getLogger("io.orcastra.rules");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        try {
            RuleProblem problem = new RuleProblem("old.drl", 3, 5, "pattern Service is combined", "Maybe a key is missing");
            CollectorRegistry registry = new CollectorRegistry();
            RulesInDaemon rules = rules(new StartingRules(FILES, FORMER, Set.of(), "", List.of(problem)), new Untold(), registry);

            assertThat(logged.list).filteredOn(event -> event.getLevel() == Level.WARN).singleElement().satisfies(event ->
                    assertThat(event.getKeyValuePairs().toString()).contains("old.drl:3:5", "Maybe a key is missing"));
            assertThat(rules.status().problems()).containsExactly(problem.toString());
            assertThat(registry.getSampleValue("orcastra_rules_problems")).isEqualTo(1);

            start(rules, book -> CompletableFuture.completedFuture(PAUSE));
            rules.replace(RuleBook.of(List.of()), FILES);
            assertThat(rules.status().problems()).as("of the same files, some of whose rules are switched")
                    .containsExactly(problem.toString());
            assertThat(registry.getSampleValue("orcastra_rules_problems")).isEqualTo(1);

            rules.replace(RuleBook.of(List.of()), EDITED);
            assertThat(rules.status().problems()).as("of an edit that took over").isEmpty();
            assertThat(registry.getSampleValue("orcastra_rules_problems")).isZero();
        } finally {
            logger.setLevel(before);
            logger.detachAppender(logged);
        }
    }

    @Test
    void whatIsTakingOverIsSuspectedWhileItDoes() throws Refusal {
        RulesInDaemon rules = rules();
        RuleBook next = RuleBook.of(List.of());
        assertThat(rules.suspectedFiles()).isEqualTo(FILES);

        start(rules, book -> {
            assertThat(rules.suspectedRules()).isSameAs(book).isNotSameAs(FORMER);
            assertThat(rules.suspectedFiles()).isEqualTo(EDITED);
            assertThat(rules.newest()).extracting(RuleFile::name).containsExactly("new.drl");
            assertThat(rules.rules()).isSameAs(FORMER);
            return CompletableFuture.completedFuture(PAUSE);
        });

        assertThat(rules.replace(next, EDITED)).isEqualTo(PAUSE);
        assertThat(rules.suspectedFiles()).isEqualTo(EDITED);
        assertThat(rules.rules()).isSameAs(rules.suspectedRules());
    }

    @Test
    void whatCouldNotTakeOverIsSuspectedNoMore() {
        RulesInDaemon rules = rules();
        start(rules, book -> CompletableFuture.failedFuture(new IllegalStateException("no rest")));

        assertThatThrownBy(() -> rules.replace(RuleBook.of(List.of()), EDITED)).isInstanceOf(Refusal.class);
        assertThat(rules.suspectedFiles()).isEqualTo(FILES);
        assertThat(rules.suspectedRules()).isSameAs(FORMER);
    }

    @Test
    void whatIsTriedAgainCountsAsOneEditThatIsNotInForce() {
        CollectorRegistry registry = new CollectorRegistry();
        List<String> recorded = new ArrayList<>();
        HealthMonitor health = new HealthMonitor(
                () -> new LoopStatus(true, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0), CLOCK, () -> EngineSettings.DEFAULT);
        RulesInDaemon rules = rules(new Untold() {
            @Override
            public void postponed(String hash, Passing why, Duration again) {
                recorded.add(hash + " postponed");
            }

            @Override
            public void refused(String hash, Refusal why) {
                recorded.add(hash + " refused");
            }
        }, registry);
        start(rules, book -> CompletableFuture.completedFuture(PAUSE), health);

        rules.postponed("edit", new Passing("no memory"), Duration.ofSeconds(5));
        rules.postponed("edit", new Passing("no memory"), Duration.ofSeconds(10));
        assertThat(registry.getSampleValue("orcastra_rules_refused_total")).isEqualTo(1);
        assertThat(registry.getSampleValue("orcastra_rules_behind")).isEqualTo(1);
        assertThat(recorded).containsExactly("edit postponed");
        assertThat(rules.status().refused().reason()).isEqualTo("no memory");
        assertThat(health.health().problems()).contains("edited rules could not be tried yet; the former ones are in force");

        rules.refused("edit", new Refusal("a scenario fails", List.of()));
        assertThat(recorded).containsExactly("edit postponed", "edit refused");
        assertThat(health.health().problems()).contains("rules were edited badly; the former ones are in force");
    }

    @Test
    void aSwitchTheLoopDidNotComeToIsMadeLaterAndNotToldBefore() {
        RuleBook builtIn = RuleBook.builtIn();
        RulesInDaemon rules = rules(FILES, builtIn, new Untold(), new CollectorRegistry());
        HandDriven scheduler = new HandDriven();
        boolean[] busy = {true};
        rules.start(state, book -> busy[0] ? new NeverInTime() : CompletableFuture.completedFuture(PAUSE), null, Optional::empty,
                new HealthMonitor(() -> null, CLOCK, () -> null), null, scheduler);
        scheduler.run(0);
        rules.configured(new RuleSettings(Set.of("ORC-SPR-201"), 2, List.of(), GivenParameters.NONE));
        scheduler.run(0);
        assertThat(rules.rules().off()).isEmpty();
        assertThat(rules.status().off()).as("it decides still").isEmpty();

        scheduler.run(5);
        assertThat(rules.status().off()).isEmpty();
        busy[0] = false;
        scheduler.run(10);
        assertThat(rules.rules().off()).containsExactly("ORC-SPR-201");
        assertThat(rules.status().off()).containsExactly("ORC-SPR-201");
        assertThat(scheduler.left()).as("the watch of the rules only").containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aRuleThatFailedIsNotSwitchedOff() {
        RulesInDaemon rules = rules(RuleSet.builtIn(), RuleBook.builtIn(), new Untold(), new CollectorRegistry());
        HandDriven scheduler = new HandDriven();
        rules.start(state, book -> CompletableFuture.completedFuture(PAUSE), null, Optional::empty,
                new HealthMonitor(() -> null, CLOCK, () -> null), null, scheduler);
        rules.ruleIsolated("ORC-SPR-201", "its condition threw for token=hunter2hunter2");
        rules.configured(new RuleSettings(Set.of("ORC-SPR-202"), 2, List.of(), GivenParameters.NONE));
        scheduler.run(0);

        assertThat(rules.rules().off()).containsExactlyInAnyOrder("ORC-SPR-201", "ORC-SPR-202");
        assertThat(rules.status().off()).containsExactly("ORC-SPR-202");
        assertThat(rules.status().quarantined()).singleElement().satisfies(one -> {
            assertThat(one.file() + ": " + one.reason()).isEqualTo("spread.drl: its condition threw for token=***");
            assertThat(one.line()).isEqualTo(RuleBook.builtIn().failure(one.rule(), "").line()).isPositive();
        });
    }

    private void start(RulesInDaemon rules, Function<RuleBook, CompletableFuture<Duration>> swap) {
        start(rules, swap, new HealthMonitor(() -> null, CLOCK, () -> null));
    }

    private void start(RulesInDaemon rules, Function<RuleBook, CompletableFuture<Duration>> swap, HealthMonitor health) {
        ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();
        rules.start(state, swap, null, Optional::empty, health, null, never);
        never.shutdownNow();
    }

    /** The loop does not come to it. */
    private static final class NeverInTime extends CompletableFuture<Duration> {
        @Override
        public Duration get(long time, TimeUnit unit) throws TimeoutException {
            throw new TimeoutException();
        }
    }

    /** Nothing runs before the test says so. */
    private static final class HandDriven extends ScheduledThreadPoolExecutor {
        private final Map<ScheduledFuture<?>, Duration> tasks = new LinkedHashMap<>();

        HandDriven() {
            super(1, work -> {
                Thread idle = new Thread(work);
                idle.setDaemon(true);
                return idle;
            });
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            ScheduledFuture<?> later = super.schedule(task, 1, TimeUnit.DAYS);
            tasks.put(later, Duration.of(delay, unit.toChronoUnit()));
            return later;
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return null;
        }

        /** What waits for this long. */
        void run(long seconds) {
            List<ScheduledFuture<?>> due = new ArrayList<>(tasks.keySet());
            due.removeIf(task -> !tasks.get(task).equals(Duration.ofSeconds(seconds)));
            tasks.keySet().removeAll(due);
            due.forEach(task -> ((RunnableFuture<?>) task).run());
        }

        Collection<Duration> left() {
            return tasks.values();
        }
    }

    /** Nobody asks. */
    private static class Untold implements RulesListener {
        @Override
        public void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
            throw new AssertionError();
        }

        @Override
        public void postponed(String hash, Passing why, Duration again) {
            throw new AssertionError();
        }

        @Override
        public void refused(String hash, Refusal why) {
            throw new AssertionError();
        }
    }
}
