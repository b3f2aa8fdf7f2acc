package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestPageTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final MoveRequest MOVE = new MoveRequest("1a", "shop_web", "n2");
    private static final EvacuationRequest EMPTY = new EvacuationRequest("2b", "n1");

    private final InMemoryLedger ledger = new InMemoryLedger();

    private List<OperatorRequest> asked(Instant at) throws Exception {
        return RequestPage.at(at, ledger.read());
    }

    private static RequestAnswer answer(State state, String... lines) {
        return new RequestAnswer("1a", state, List.of(lines));
    }

    @Test
    void whatIsAskedForStandsUntilItsTimeIsOver() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.ask(ledger, EMPTY, LATER.plusSeconds(60));

        assertThat(asked(LATER.minusMillis(1))).containsExactly(MOVE, EMPTY);
        assertThat(asked(LATER)).containsExactly(EMPTY);
        assertThat(RequestPage.PAGE.over(LATER.minusMillis(1), ledger.read())).isEmpty();
        assertThat(RequestPage.PAGE.over(LATER, ledger.read())).containsExactly("1a");
    }

    @Test
    void aLaterRequestAboutTheSameTakesThePlaceOfTheEarlier() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.ask(ledger, EMPTY, LATER);
        RequestPage.ask(ledger, new MoveRequest("3c", "shop_web", "n3"), LATER);
        RequestPage.ask(ledger, new EvacuationRequest("4d", "n3"), LATER);

        assertThat(asked(NOW)).containsExactly(EMPTY, new MoveRequest("3c", "shop_web", "n3"), new EvacuationRequest("4d", "n3"));
        assertThat(RequestPage.PAGE.stands("1a", ledger.read())).isFalse();
    }

    @Test
    void anAnswerIsReadAsItWasTold() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestAnswer waits = new RequestAnswer("1a", State.MOVING, List.of("shop_web waits: 100 % busy; soon", "another line"),
                Set.of("web-id", "db-id"));
        RequestPage.PAGE.tell(ledger, List.of(waits), NOW);

        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).contains(waits);
        assertThat(asked(NOW)).containsExactly(MOVE);
    }

    @Test
    void theEndStrikesTheRequestOutAndIsKeptForItsReader() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.PAGE.tell(ledger, List.of(answer(State.DONE)), NOW);

        assertThat(asked(NOW)).isEmpty();
        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).contains(answer(State.DONE));
        RequestPage.ask(ledger, EMPTY, LATER.plusSeconds(3600));
        RequestPage.PAGE.tell(ledger, List.of(new RequestAnswer("2b", State.HELD, List.of())), NOW.plusSeconds(599));
        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).isPresent();
        RequestPage.PAGE.tell(ledger, List.of(new RequestAnswer("2b", State.MOVING, List.of())), NOW.plusSeconds(600));
        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).isEmpty();
    }

    @Test
    void whatWasTakenBackIsNotAnswered() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.PAGE.withdraw(ledger, "1a");
        RequestPage.PAGE.tell(ledger, List.of(answer(State.DONE)), NOW);

        assertThat(RequestPage.PAGE.answer("1a", ledger.read())).isEmpty();
    }

    @Test
    void newFiguresAreNoNews() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.PAGE.tell(ledger, List.of(answer(State.HELD, "elm would be at 91 %")), NOW);

        assertThat(RequestPage.PAGE.news(List.of(answer(State.HELD, "elm would be at 92 %")), ledger.read())).isEmpty();
        assertThat(RequestPage.PAGE.news(List.of(answer(State.HELD, "elm is down")), ledger.read())).hasSize(1);
        assertThat(RequestPage.PAGE.news(List.of(answer(State.WAITING, "elm would be at 91 %")), ledger.read())).hasSize(1);
    }

    @Test
    void anotherServiceThatIsActedOnIsNews() throws Exception {
        RequestPage.ask(ledger, MOVE, LATER);
        RequestPage.PAGE.tell(ledger, List.of(new RequestAnswer("1a", State.MOVING, List.of("x"), Set.of("db-id"))), NOW);

        assertThat(RequestPage.PAGE.news(List.of(new RequestAnswer("1a", State.MOVING, List.of("x"), Set.of("db-id"))),
                ledger.read())).isEmpty();
        assertThat(RequestPage.PAGE.news(List.of(new RequestAnswer("1a", State.MOVING, List.of("x"), Set.of("web-id"))),
                ledger.read())).hasSize(1);
    }

    @Test
    void anAnswerIsNeverTooLargeForThePage() throws Exception {
        RequestAnswer large = new RequestAnswer("1a", State.HELD, Collections.nCopies(500, "x".repeat(5000)));

        RequestAnswer told = RequestPage.PAGE.news(List.of(large), ledger.read()).get(0);
        assertThat(told.lines()).hasSize(100).allSatisfy(line -> assertThat(line).hasSize(403));
    }
}
