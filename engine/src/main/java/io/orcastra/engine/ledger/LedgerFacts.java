package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.PreviousSpecDropped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rules may know of the ledger. */
public final class LedgerFacts {
    private static final String SERVICE = "service-";
    private static final String PIN = "pin.";
    private static final String DROPPED = "previous-dropped";

    private LedgerFacts() {
    }

    /** Actions under way, by id. */
    public static List<Intent> intents(Map<String, LedgerPage> pages) {
        return LeasePage.among(pages).intents();
    }

    /** Who holds the lease, as it is written; empty when nobody does. */
    public static String holder(Map<String, LedgerPage> pages) {
        return LeasePage.among(pages).holder();
    }

    /**
     * {@link InFlight} for each action under way; of services for which none is, {@link KnownPin} for each pin of
     * earlier moves, and {@link PreviousSpecDropped}; approvals, whether they still hold or not.
     */
    public static Set<Object> of(Map<String, LedgerPage> pages) {
        List<Intent> intents = intents(pages);
        Set<String> busy = intents.stream().map(Intent::subject).collect(Collectors.toSet());
        Set<Object> facts = new HashSet<>(ApprovalPage.facts(pages));
        intents.forEach(intent -> facts.add(new InFlight(intent.subject(), intent.action())));
        pages.values().stream()
                .filter(page -> page.name().startsWith(SERVICE))
                .filter(page -> !busy.contains(page.name().substring(SERVICE.length())))
                .forEach(page -> facts.addAll(ofService(page)));
        return facts;
    }

    private static Set<Object> ofService(LedgerPage page) {
        String serviceId = page.name().substring(SERVICE.length());
        Set<Object> facts = new HashSet<>();
        page.entries().forEach((key, value) -> {
            if (key.startsWith(PIN)) {
                facts.add(new KnownPin(serviceId, value));
            } else if (key.equals(DROPPED)) {
                facts.add(new PreviousSpecDropped(serviceId, value));
            }
        });
        return facts;
    }
}
