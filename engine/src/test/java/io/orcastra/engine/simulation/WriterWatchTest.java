package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A service that starts its next task before it stops the last one runs twice while it is updated. */
class WriterWatchTest {
    private static final Duration UNTIL_THE_NEXT_RUNS = Duration.ofSeconds(3);
    private static final Cluster STORE = new Cluster().node("n1").node("n2")
            .service("store", words -> words.updateOrder(UpdateOrder.START_FIRST)).running("store", "n1");

    private final SimulatedSwarm swarm = SimulatedSwarm.of(STORE.facts(), 1, VirtualClock.START);
    private final WriterWatch watch = new WriterWatch(swarm);

    private static TrialService store(Object... facts) {
        Service store = (Service) STORE.facts().stream().filter(Service.class::isInstance).findFirst().orElseThrow();
        return new TrialService(store, Set.of(facts), Set.of(), Behaviour.DEFAULT);
    }

    private static TrialService singleWriter() {
        return store(new ServiceLabel(Cluster.id("store"), "orchestration.single.writer", "true"));
    }

    private void updated() {
        swarm.behave("store", Behaviour.DEFAULT.starting(Duration.ofSeconds(1), Duration.ofSeconds(9)));
        swarm.update("store", false);
        swarm.advance(UNTIL_THE_NEXT_RUNS);
    }

    @Test
    void twoContainersOfASingleWriterAreOneTooMany() {
        updated();

        assertThatThrownBy(() -> watch.check(singleWriter())).isInstanceOf(Violation.class)
                .hasMessageContaining("2 containers of store live");
    }

    @Test
    void whatIsNoSingleWriterMayRunTwice() {
        updated();

        assertThatCode(() -> watch.check(store())).doesNotThrowAnyException();
    }

    @Test
    void asManyAsItsOwnerWantsByNowAreNotTooMany() {
        swarm.scale("store", 3);
        swarm.advance(UNTIL_THE_NEXT_RUNS);

        assertThatCode(() -> watch.check(singleWriter())).doesNotThrowAnyException();
    }
}
