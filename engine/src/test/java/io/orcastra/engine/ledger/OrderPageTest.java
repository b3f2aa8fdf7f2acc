package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderPageTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Order UPDATE = new Order("1a", Command.UPDATE_DEPENDENTS, "db");
    private static final Order RELABEL = new Order("2b", Command.RELABEL_ALL, "");
    private static final Order REMOVE = new Order("3c", Command.REMOVE_ALL_LABELS, "");

    private final InMemoryLedger ledger = new InMemoryLedger();

    private Set<Object> facts(Instant at) throws Exception {
        return OrderPage.at(at, ledger.read());
    }

    private State state(String order) throws Exception {
        return OrderPage.PAGE.answer(order, ledger.read()).orElseThrow().state();
    }

    @Test
    void anOrderStandsForAnHour() throws Exception {
        OrderPage.ask(ledger, List.of(UPDATE), NOW);

        assertThat(facts(NOW.plusSeconds(3599))).containsExactly(UPDATE);
        assertThat(facts(NOW.plusSeconds(3600))).isEmpty();
        assertThat(OrderPage.PAGE.over(NOW.plusSeconds(3600), ledger.read())).containsExactly("1a");
    }

    @Test
    void aPauseOfDependentsHoldsFromTheMomentItIsWrittenUntilItIsTakenBack() throws Exception {
        OrderPage.ask(ledger, List.of(new Order("1a", Command.PAUSE_DEPENDENTS, "")), NOW);

        assertThat(facts(NOW.plusSeconds(1_000_000))).containsExactly(new DependentsPaused());
        assertThat(state("1a")).isEqualTo(State.DONE);
        OrderPage.ask(ledger, List.of(new Order("2b", Command.RESUME_DEPENDENTS, "")), NOW);
        assertThat(facts(NOW)).isEmpty();
        assertThat(state("2b")).isEqualTo(State.DONE);
    }

    @Test
    void labelsAreWithdrawnUntilAllAreOrderedBack() throws Exception {
        OrderPage.ask(ledger, List.of(REMOVE), NOW);
        OrderPage.PAGE.tell(ledger, List.of(new RequestAnswer("3c", State.DONE, List.of())), NOW);
        assertThat(facts(NOW.plusSeconds(1_000_000))).containsExactly(new LabelsWithdrawn());

        OrderPage.ask(ledger, List.of(new Order("4d", Command.RELABEL_ANCHOR, "db")), NOW);
        assertThat(facts(NOW)).contains(new LabelsWithdrawn());
        OrderPage.ask(ledger, List.of(RELABEL), NOW);
        assertThat(facts(NOW)).doesNotContain(new LabelsWithdrawn()).contains(RELABEL);
    }

    @Test
    void theLaterOfTwoOppositeOrdersCounts() throws Exception {
        OrderPage.ask(ledger, List.of(RELABEL, UPDATE, REMOVE), NOW);

        assertThat(facts(NOW)).containsExactlyInAnyOrder(UPDATE, REMOVE, new LabelsWithdrawn());
        assertThat(state("2b")).isEqualTo(State.OVER);
        assertThat(OrderPage.PAGE.answer("2b", ledger.read()).orElseThrow().lines()).containsExactly("a later order takes its place");
    }

    @Test
    void anEditIsTakenUpOnceWhoeverSeesIt() throws Exception {
        OrderPage.askOnce(ledger, "abc", List.of(UPDATE), NOW);
        OrderPage.PAGE.tell(ledger, List.of(new RequestAnswer("1a", State.DONE, List.of())), NOW);
        OrderPage.askOnce(ledger, "abc", List.of(UPDATE), NOW.plusSeconds(5));

        assertThat(facts(NOW)).isEmpty();
        assertThat(OrderPage.taken("abc", ledger.read())).isTrue();
        OrderPage.askOnce(ledger, "def", List.of(UPDATE), NOW);
        assertThat(facts(NOW)).containsExactly(UPDATE);
    }

    @Test
    void theLast64EditsAreKept() throws Exception {
        for (int i = 0; i <= 64; i++) {
            OrderPage.askOnce(ledger, "edit-" + i, List.of(), NOW.plusSeconds(i));
        }

        assertThat(OrderPage.taken("edit-0", ledger.read())).isFalse();
        assertThat(OrderPage.taken("edit-1", ledger.read())).isTrue();
        assertThat(OrderPage.taken("edit-64", ledger.read())).isTrue();
    }

    @Test
    @DisplayName("Edits until the last forgotten one count as old, whatever was looked for before")
    void editsUntilTheLastForgottenOneAreOld() throws Exception {
        OrderPage.begin(ledger, NOW.minusSeconds(1));
        for (int i = 0; i < 64; i++) {
            OrderPage.askOnce(ledger, "edit-" + i, List.of(), NOW.plusSeconds(i));
        }
        assertThat(OrderPage.since(ledger.read())).contains(NOW.minusSeconds(1));

        OrderPage.askOnce(ledger, "edit-64", List.of(), NOW.plusSeconds(64));
        OrderPage.askOnce(ledger, "edit-65", List.of(), NOW.plusSeconds(65));

        assertThat(OrderPage.since(ledger.read())).contains(NOW.plusSeconds(1));
    }

    @Test
    @DisplayName("A first look after the forgotten edits stays the bound")
    void aLaterFirstLookStaysTheBound() throws Exception {
        OrderPage.begin(ledger, NOW.plusSeconds(500));
        for (int i = 0; i <= 64; i++) {
            OrderPage.askOnce(ledger, "edit-" + i, List.of(), NOW.plusSeconds(i));
        }

        assertThat(OrderPage.since(ledger.read())).contains(NOW.plusSeconds(500));
    }

    @Test
    void theFirstLookIsRememberedOnce() throws Exception {
        assertThat(OrderPage.since(ledger.read())).isEmpty();
        OrderPage.begin(ledger, NOW);
        OrderPage.begin(ledger, NOW.plusSeconds(60));

        assertThat(OrderPage.since(ledger.read())).contains(NOW);
    }

    @Test
    void whatAnotherVersionWroteIsLeftOut() throws Exception {
        ledger.write(LedgerPage.absent("commands"), Map.of("order.1", "command=DANCE; until=2030-01-01T00:00:00Z", "since", "?"));

        assertThat(facts(NOW)).isEmpty();
        assertThat(OrderPage.since(ledger.read())).contains(Instant.EPOCH);
    }
}
