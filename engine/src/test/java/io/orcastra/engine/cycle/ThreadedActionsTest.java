package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@DisplayName("An action on a thread of its own")
class ThreadedActionsTest {
    private static final Proposal RESTART =
            new Proposal("ORC-TST-201", new RestartService("app", Set.of()), "cause", "reason");
    private static final Intent INTENT = new Intent("i1", "app", "RestartService", "ORC-TST-201", "cause", List.of(), "", "",
            Instant.EPOCH);

    private final List<Outcome> ended = new ArrayList<>();

    static List<Throwable> faults() {
        return List.of(new IllegalStateException("fault"), new NoClassDefFoundError("fault"), new StackOverflowError("fault"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("has failed when its executor throws, so that its service is not under way for ever and waits before the next attempt")
    void fails(Throwable fault) {
        actions(fault).execute(RESTART, Map.of(), ended::add);

        assertThat(ended).singleElement().satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.message()).contains("fault");
        });
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("ends without an outcome when its recovery throws, so that it is tried again")
    void recoversAgain(Throwable fault) {
        actions(fault).recover(INTENT, ended::add);

        assertThat(ended).containsExactly((Outcome) null);
    }

    @Test
    @DisplayName("is skipped while the instance stops, and what is to be recovered is tried again")
    void isNotBegun() {
        ExecutorService threads = Executors.newCachedThreadPool();
        threads.shutdown();
        ThreadedActions stopping = new ThreadedActions(
                new Throwing(new IllegalStateException("fault")), threads, new VirtualClock());
        Logger logger = (Logger) LoggerFactory.getLogger(ThreadedActions.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);

        stopping.execute(RESTART, Map.of(), ended::add);
        stopping.recover(INTENT, ended::add);

        assertThat(ended).hasSize(2).first().satisfies(outcome -> {
            assertThat(outcome.proposal()).isEqualTo(RESTART);
            assertThat(outcome.result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome.message()).isEqualTo("this instance is stopping");
        });
        assertThat(ended.get(1)).isNull();
        logger.detachAppender(logged);
        logger.setLevel(null);
        assertThat(logged.list).as("an ordinary stop is no error").hasSize(2).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getFormattedMessage()).endsWith(": this instance is stopping");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    private static ThreadedActions actions(Throwable fault) {
        return new ThreadedActions(new Throwing(fault), Runnable::run, new VirtualClock());
    }

    private record Throwing(Throwable fault) implements ActionExecutor {
        @Override
        public Outcome execute(Proposal proposal, Map<String, String> targets) {
            throw thrown();
        }

        @Override
        public Outcome recover(Intent intent) {
            throw thrown();
        }

        @Override
        public void fence(Set<String> serviceIds) {
        }

        @Override
        public void allow(Set<StartPatience> starts) {
        }

        @Override
        public void stop(Duration grace) {
        }

        private RuntimeException thrown() {
            if (fault instanceof Error error) {
                throw error;
            }
            return (RuntimeException) fault;
        }
    }
}
