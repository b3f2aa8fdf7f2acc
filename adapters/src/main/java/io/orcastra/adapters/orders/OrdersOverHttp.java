package io.orcastra.adapters.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.http.Posting;
import io.orcastra.adapters.http.Reply;
import io.orcastra.adapters.yaml.OrderText;
import io.orcastra.adapters.yaml.OrderText.NoOrder;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Orders asked for over HTTP, and what became of all orders. The body is a command, alone or as
 * {@code {"command": "relabel_all"}}.
 */
public final class OrdersOverHttp implements Posting {
    /** Where it is served. */
    public static final String PATH = "/command";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ledger ledger;
    private final Clock clock;
    private final Supplier<Set<String>> anchors;
    private final BooleanSupplier dryRun;
    private final Runnable asked;

    /**
     * @param anchors names of all anchors of the configuration in force
     * @param asked   called after an order was written
     */
    public OrdersOverHttp(Ledger ledger, Clock clock, Supplier<Set<String>> anchors, BooleanSupplier dryRun, Runnable asked) {
        this.ledger = ledger;
        this.clock = clock;
        this.anchors = anchors;
        this.dryRun = dryRun;
        this.asked = asked;
    }

    @Override
    public Reply take(String body) {
        try {
            OrderText text = OrderText.of(command(body), anchors.get());
            if (dryRun.getAsBoolean()) {
                return Reply.error(409, "this daemon runs dry, so " + text.text() + " is not carried out",
                        "Maybe ask one that acts, or take DRY_RUN away.");
            }
            String id = UUID.randomUUID().toString().substring(0, 8);
            OrderPage.ask(ledger, List.of(text.order(id)), clock.instant());
            asked.run();
            return Reply.json(202, told(id, text.text(), "asked", List.of()));
        } catch (NoOrder no) {
            return Reply.error(400, no.getMessage(), no.advice());
        } catch (LedgerUnavailable later) {
            return Reply.error(503, "the order cannot be written into the swarm: " + later.getMessage().lines().findFirst().orElse(""),
                    "Maybe the swarm has no leader now: ask again in a few seconds.");
        }
    }

    /** What stands, what came to an end a short while ago, and what holds; empty when the swarm does not answer. */
    public Optional<String> page() {
        try {
            Map<String, LedgerPage> pages = ledger.read();
            Set<Object> facts = OrderPage.at(clock.instant(), pages);
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("dependents_paused", facts.contains(new DependentsPaused()));
            page.put("labels_withdrawn", facts.contains(new LabelsWithdrawn()));
            Map<String, Map<String, Object>> orders = new LinkedHashMap<>();
            OrderPage.PAGE.answers(pages).forEach(one -> orders.put(one.request(), told(one.request(), "", one)));
            facts.stream().filter(Order.class::isInstance).map(Order.class::cast).sorted(Comparator.comparing(Order::id))
                    .forEach(order -> orders.put(order.id(), told(order.id(), OrderText.of(order).text(),
                            OrderPage.PAGE.answer(order.id(), pages).orElse(null))));
            page.put("orders", List.copyOf(orders.values()));
            return Optional.of(JSON.writeValueAsString(page) + "\n");
        } catch (LedgerUnavailable | JsonProcessingException later) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> told(String id, String command, RequestAnswer answer) {
        return answer == null ? told(id, command, "asked", List.of())
                : told(id, command, answer.state().word(), answer.lines());
    }

    private static Map<String, Object> told(String id, String command, String state, List<String> lines) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", id);
        if (!command.isEmpty()) {
            told.put("command", command);
        }
        told.put("state", state);
        told.put("because", lines);
        return told;
    }

    private static String command(String body) {
        if (!body.strip().startsWith("{")) {
            return body;
        }
        try {
            JsonNode command = JSON.readTree(body).path("command");
            return command.asText("");
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }
}
