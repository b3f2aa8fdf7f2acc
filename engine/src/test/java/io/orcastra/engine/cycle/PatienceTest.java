package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.port.RecordingExecutor;
import io.orcastra.engine.port.ScriptedObserver;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a start may take; what tasks took before is in {@link LearnedCostsTest}. */
class PatienceTest {
    private static final String WEB = Cluster.id("shop_web");

    private static Cluster web() {
        return new Cluster().node("n1").service("shop_web");
    }

    private static HealthCheck check(long period, long interval, int retries) {
        return new HealthCheck(WEB, Duration.ofSeconds(period), Duration.ofSeconds(interval), retries);
    }

    private static Task started(int seconds) {
        return new Task("t1", WEB, 1, Cluster.id("n1"), TaskState.RUNNING, TaskState.RUNNING, Cluster.EPOCH,
                Cluster.EPOCH.plusSeconds(seconds), "");
    }

    private static ServiceStartLimit limit(String service, int seconds) {
        return new ServiceStartLimit(service, Duration.ofSeconds(seconds));
    }

    private static StartPatience set(int seconds) {
        return new StartPatience(WEB, Duration.ofSeconds(seconds), true);
    }

    private static StartPatience derived(int seconds) {
        return new StartPatience(WEB, Duration.ofSeconds(seconds), false);
    }

    private static Set<StartPatience> of(Cluster cluster) {
        return new Patience().of(cluster.facts());
    }

    @ParameterizedTest(name = "{0} s, and {2} times {1} s: {3} s")
    @CsvSource({"0, 30, 3, 90", "300, 30, 3, 390", "45, 5, 1, 50", "510, 30, 3, 600", "511, 30, 3, 600", "21600, 30, 3, 600",
        "9000000000, 9000000000, 2147483647, 600", "-5, -5, 3, 0"})
    @DisplayName("A task may start until its health check has failed as often as it may, and ten minutes at most")
    void whatAHealthCheckAllows(long period, long interval, int retries, int expected) {
        assertThat(of(web().with(check(period, interval, retries)))).containsExactly(derived(expected));
    }

    @Test
    @DisplayName("Of what was seen and what the health check allows the longer counts, and of another service neither")
    void theLonger() {
        assertThat(of(web().with(check(0, 30, 3), started(100)))).containsExactly(derived(200));
        assertThat(of(web().with(check(0, 30, 3), started(31)))).containsExactly(derived(90));
        assertThat(of(web())).isEmpty();
        assertThat(of(new Cluster().with(check(0, 30, 3), started(100)))).as("no such service").isEmpty();
    }

    @Test
    @DisplayName("What the operator has set holds, be it shorter or longer than ten minutes")
    void whatIsSet() {
        for (int seconds : new int[] {1, 600, 601, 86_400}) {
            assertThat(of(web().with(check(300, 30, 3), started(100), limit("shop_web", seconds)))).containsExactly(set(seconds));
        }
        assertThat(of(web().with(limit("shop", 5), limit("blog_web", 6)))).as("of others").isEmpty();
    }

    @Test
    @DisplayName("A name without the stack means the services of that name, except one that is named in full")
    void names() {
        Cluster stacks = new Cluster().service("shop_web").service("blog_web")
                .with(limit("web", 5), limit("shop_web", 6), limit("shop", 7));

        assertThat(of(stacks)).containsExactlyInAnyOrder(set(6), new StartPatience(Cluster.id("blog_web"), Duration.ofSeconds(5), true));
    }

    @Test
    @DisplayName("Those who act are told by each look")
    void told() {
        VirtualClock clock = new VirtualClock();
        RecordingExecutor executor = new RecordingExecutor(clock);
        Set<Object> facts = new HashSet<>(web().with(check(60, 30, 3)).facts());
        facts.add(new LocalEngine(Cluster.id("n1"), "1.41", "cluster"));
        ScriptedObserver observer = new ScriptedObserver("docker", clock).sees(facts);
        VirtualLoop loop = new VirtualLoop(clock, observer, executor, new InMemoryLedger(), RuleVerifier.pack(),
                EngineSettings.DEFAULT, Set.of(), "one");
        loop.look();
        assertThat(executor.allowed()).containsExactly(derived(150));
        assertThat(loop.last().facts()).contains(derived(150));

        observer.sees(Set.of(new LocalEngine(Cluster.id("n1"), "1.41", "cluster")));
        loop.look();
        assertThat(executor.allowed()).isEmpty();
    }

    @Test
    @DisplayName("A dry run knows it as well, and what a daemon had learnt where a look tells nothing")
    void oneLook() {
        StartPatience learnt = derived(200);
        StartPatience withdrawn = set(20);
        Evaluation evaluation = new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP);

        for (var expected : Map.of(web().with(check(60, 30, 3)), derived(150), web().with(learnt, check(0, 30, 3)), derived(90),
                web().with(learnt), learnt, web().with(withdrawn, limit("shop_web", 5)), set(5)).entrySet()) {
            assertThat(evaluation.evaluate(Set.copyOf(expected.getKey().facts()), Cluster.EPOCH).facts())
                    .filteredOn(StartPatience.class::isInstance).containsExactly(expected.getValue());
        }
        assertThat(evaluation.evaluate(Set.copyOf(web().with(withdrawn).facts()), Cluster.EPOCH).facts())
                .noneMatch(StartPatience.class::isInstance);
    }
}
