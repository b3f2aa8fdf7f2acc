package io.orcastra.adapters.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.http.Reply;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Order;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersOverHttpTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AtomicInteger asked = new AtomicInteger();
    private boolean dryRun;
    private final OrdersOverHttp http = new OrdersOverHttp(ledger, clock, () -> Set.of("db"), () -> dryRun, asked::incrementAndGet);

    @ParameterizedTest
    @ValueSource(strings = {"update_dependents:db", " update_dependents:db\n", "{\"command\": \"update_dependents:db\"}"})
    void anOrderIsWrittenAndToldOf(String body) throws Exception {
        Reply reply = http.take(body);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).contains("\"command\":\"update_dependents:db\"", "\"state\":\"asked\"");
        assertThat(asked).hasValue(1);
        Order order = (Order) OrderPage.at(clock.instant(), ledger.read()).iterator().next();
        assertThat(order).isEqualTo(new Order(order.id(), Command.UPDATE_DEPENDENTS, "db"));
        assertThat(http.page().orElseThrow()).contains("\"id\":\"" + order.id() + "\",\"command\":\"update_dependents:db\",\"state\":\"asked\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "update_all", "relabel_anchor:", "noop:db"})
    void whatIsNoOrderIsRefusedWithAdvice(String body) throws Exception {
        Reply reply = http.take(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"advice\":\"Maybe ");
        assertThat(ledger.read()).isEmpty();
    }

    @Test
    void whatHoldsIsTold() {
        http.take("pause_dependents");
        http.take("remove_all_labels");

        assertThat(http.page().orElseThrow()).contains("\"dependents_paused\":true", "\"labels_withdrawn\":true", "\"state\":\"done\"");
    }

    @Test
    void aDryRunRefuses() throws Exception {
        dryRun = true;

        assertThat(http.take("noop").status()).isEqualTo(409);
        assertThat(ledger.read()).isEmpty();
    }
}
