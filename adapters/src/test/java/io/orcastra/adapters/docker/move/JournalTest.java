package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.facts.control.PreviousSpecDropped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The journal of actions")
class JournalTest {

    private static final JsonNode SPEC = new RandomSpec(new Random(1)).next();

    private final Ledger ledger = new InMemoryLedger();
    private final Journal journal = new Journal(new OpenIntents(), ledger,
            name -> ledger.read().getOrDefault(name, LedgerPage.absent(name)));

    @Test
    @DisplayName("forgets services that are gone, and no other page")
    void expires() throws Exception {
        for (String page : Set.of("service-there", "service-gone", "lease")) {
            ledger.write(LedgerPage.absent(page), Map.of("k", "v"));
        }

        journal.expire(() -> List.of(service("there", MissingNode.getInstance())));

        assertThat(ledger.read()).containsOnlyKeys("service-there", "lease");
    }

    @Test
    @DisplayName("keeps the previous specs of services moved last, every pin, and what an action needs")
    void boundsPreviousSpecs() throws Exception {
        JsonNode pinned = Pinning.moving(SPEC, new Pin(List.of("node.id==x"))).pinned();
        Set<String> services = new HashSet<>();
        write("busy", new ServicePage(Map.of()).withUnpinned(SPEC).withPrevious(Optional.of(SPEC)));
        for (int number = 0; number < Journal.PREVIOUS_SPECS + 2; number++) {
            services.add("s" + number);
            write("s" + number, new ServicePage(Map.of()).withPins(Set.of("node.id==x")).withPrevious(Optional.of(SPEC)));
        }
        services.add("busy");

        journal.expire(() -> services.stream().map(id -> service(id, pinned)).toList());

        for (String service : services) {
            boolean oldest = Set.of("s0", "s1").contains(service);
            assertThat(journal.page(service).previous().isEmpty()).as(service).isEqualTo(oldest);
            assertThat(journal.page(service).pins()).hasSize(service.equals("busy") ? 0 : 1);
        }
        assertThat(LedgerFacts.of(ledger.read())).filteredOn(PreviousSpecDropped.class::isInstance)
                .extracting(dropped -> ((PreviousSpecDropped) dropped).serviceId()).containsExactlyInAnyOrder("s0", "s1");
    }

    @Test
    @DisplayName("says that a previous spec was dropped until no rollback needs it any more")
    void forgetsThatItDropped() throws Exception {
        JsonNode pinned = Pinning.moving(SPEC, new Pin(List.of("node.id==x"))).pinned();
        write("moved", new ServicePage(Map.of()).withPins(Set.of("node.id==x")).droppingPrevious("too many"));

        journal.expire(() -> List.of(service("moved", pinned)));
        assertThat(LedgerFacts.of(ledger.read())).contains(new PreviousSpecDropped("moved", "too many"));
        journal.expire(() -> List.of(service("moved", SPEC)));

        assertThat(LedgerFacts.of(ledger.read())).isEmpty();
    }

    @Test
    @DisplayName("forgets pins and previous specs that no rollback can bring back any more")
    void forgetsWhatIsOver() throws Exception {
        ServicePage page = new ServicePage(Map.of()).withPins(Set.of("node.id==old", "node.id==new"))
                .withPrevious(Optional.of(SPEC));
        write("moved", page);
        write("updated", page);

        journal.expire(() -> List.of(service("moved", Pinning.moving(SPEC, new Pin(List.of("node.id==new"))).pinned()),
                service("updated", SPEC)));

        assertThat(journal.page("moved").pins()).containsExactly("node.id==new");
        assertThat(journal.page("moved").previous()).contains(SPEC);
        assertThat(journal.page("updated").entries()).isEmpty();
    }

    @Test
    @DisplayName("forgets nothing of a service that is written down while it looks, or whose action is under way")
    void leavesWhatIsUnderWay() throws Exception {
        write("begun", new ServicePage(Map.of()).withPins(Set.of("node.id==old")));
        write("under way", new ServicePage(Map.of()).withPins(Set.of("node.id==x")).withUnpinned(SPEC));

        journal.expire(() -> {
            change("begun", present -> present.withPins(Set.of("node.id==new")));
            return List.of(service("begun", SPEC), service("under way", SPEC));
        });

        assertThat(journal.page("begun").pins()).containsExactly("node.id==new", "node.id==old");
        assertThat(journal.page("under way").pins()).containsExactly("node.id==x");
    }

    private void change(String service, UnaryOperator<ServicePage> change) {
        try {
            journal.change(service, change);
        } catch (LedgerUnavailable broken) {
            throw new AssertionError(broken);
        }
    }

    private static ServiceReading service(String id, JsonNode previous) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("ID", id);
        object.set("Spec", SPEC);
        if (previous.isObject()) {
            object.set("PreviousSpec", previous);
        }
        return new ServiceReading(object);
    }

    private void write(String service, ServicePage page) throws Exception {
        ledger.write(LedgerPage.absent(ServicePage.name(service)), page.entries());
    }

    @Test
    @DisplayName("decides again on a page somebody else wrote meanwhile")
    void decidesAgain() throws Exception {
        AtomicInteger decisions = new AtomicInteger();

        ServicePage page = journal.change("one", present -> {
            if (decisions.incrementAndGet() == 1) {
                writeBehindTheBack();
            }
            return present.withPins(Set.of("node.id==ours"));
        });

        assertThat(decisions).hasValue(2);
        assertThat(page.pins()).containsExactly("node.id==ours", "node.id==theirs");
        assertThat(journal.page("one")).isEqualTo(page);
    }

    private void writeBehindTheBack() {
        try {
            ledger.write(LedgerPage.absent("service-one"), Map.of("pin.1", "node.id==theirs"));
        } catch (LedgerConflict | LedgerUnavailable broken) {
            throw new AssertionError(broken);
        }
    }
}
