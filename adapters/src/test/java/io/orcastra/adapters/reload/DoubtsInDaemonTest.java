package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("A window that a rule asks for and the configuration does not have")
class DoubtsInDaemonTest {
    private static final Clock CLOCK = Clock.of(() -> Instant.EPOCH, () -> 0);
    private static final RuleSettings SETTINGS = new RuleSettings(Set.of(), 1, List.of(), GivenParameters.NONE);
    private static final RuleSet AT_NIGHT = RuleSet.overlaid(List.of(new RuleSource("night.drl", """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "report a node at night"
                @id( "ORC-TST-401" )
            when
                Node( $node : id )
                exists WindowOpen( window == "night" )
            then
                insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe look" ) );
            end
            """)));
    private static final Configuration WITHOUT = SampleConfiguration.of(SETTINGS, "without", new StartLimit(Duration.ofMinutes(1)));
    private static final Configuration WITH = SampleConfiguration.of(SETTINGS, "with",
            new TimeWindow("night", DayOfWeek.MONDAY, Duration.ZERO, Duration.ofHours(6), "UTC"));

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.orcastra.rules");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Level before = logger.getLevel();
    private final CollectorRegistry registry = new CollectorRegistry();
    private final Asked asked = new Asked();
    private Configuration inForce = WITHOUT;
    private RulesInDaemon rules;

    @TempDir
    private Path state;

    @BeforeEach
    void start() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.WARN);
        RuleBook none = RuleBook.of(List.of());
        rules = new RulesInDaemon(new StartingRules(AT_NIGHT, none, Set.of(), "", List.of()), none, SETTINGS,
                new PolicyFolder(() -> AT_NIGHT, Optional::empty, new Overruns(state)), new LastGood(state),
                new TellingListener(new ArrayList<>()), CLOCK, registry);
        rules.start(state, book -> CompletableFuture.completedFuture(Duration.ZERO), null, Optional::empty,
                new HealthMonitor(() -> null, CLOCK, () -> null), new Given(), asked);
    }

    @AfterEach
    void silent() {
        logger.setLevel(before);
        logger.detachAppender(logged);
        asked.shutdownNow();
    }

    private void take(Configuration next) {
        inForce = next;
        rules.configured(next.rules());
        asked.run();
    }

    private void assertDoubted(int problems, int warnings) {
        assertThat(rules.status().problems()).hasSize(problems)
                .allSatisfy(problem -> assertThat(problem).startsWith("night.drl:").contains("no window \"night\""));
        assertThat(registry.getSampleValue("orcastra_rules_problems")).isEqualTo(problems);
        assertThat(logged.list).hasSize(warnings);
    }

    @Test
    @DisplayName("is told at the start, and once")
    void atStart() {
        assertDoubted(0, 0);
        asked.run();
        assertDoubted(1, 1);

        take(WITHOUT);
        assertDoubted(1, 1);
    }

    @Test
    @DisplayName("is told no more once an edit brings it, and again when another takes it away")
    void edited() {
        asked.run();
        take(WITH);
        assertDoubted(0, 1);

        take(WITHOUT);
        assertDoubted(1, 2);
    }

    private final class Given implements Configurations {
        @Override
        public Configuration inForce() {
            return inForce;
        }

        @Override
        public Optional<Configuration> onDisk() {
            return Optional.of(inForce);
        }

        @Override
        public void take(Configuration next) {
            throw new AssertionError();
        }

        @Override
        public void rulesTookOver() {
            throw new AssertionError();
        }
    }

    /** Runs what is to be done at once when the test says so, and never looks at the folder. */
    private static final class Asked extends ScheduledThreadPoolExecutor {
        private final List<Runnable> tasks = new ArrayList<>();

        Asked() {
            super(1);
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return null;
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return null;
        }

        void run() {
            List<Runnable> now = List.copyOf(tasks);
            tasks.clear();
            now.forEach(Runnable::run);
        }
    }
}
