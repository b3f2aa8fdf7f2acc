package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rules may know of the ledger. */
public final class LedgerFacts {
    private static final String SERVICE = "service-";
    private static final String PIN = "pin.";

    private LedgerFacts() {
    }

    /** Actions under way, by id. */
    public static List<Intent> intents(Map<String, LedgerPage> pages) {
        return LeasePage.among(pages).intents();
    }

    /**
     * {@link InFlight} for each action under way; {@link KnownPin} for each pin of earlier moves, except of services
     * that bear one rightly because an action is under way.
     */
    public static Set<Object> of(Map<String, LedgerPage> pages) {
        List<Intent> intents = intents(pages);
        Set<String> busy = intents.stream().map(Intent::subject).collect(Collectors.toSet());
        Set<Object> facts = new HashSet<>();
        intents.forEach(intent -> facts.add(new InFlight(intent.subject(), intent.action())));
        pages.values().stream()
                .filter(page -> page.name().startsWith(SERVICE))
                .filter(page -> !busy.contains(page.name().substring(SERVICE.length())))
                .forEach(page -> facts.addAll(pins(page)));
        return facts;
    }

    private static Set<KnownPin> pins(LedgerPage page) {
        String serviceId = page.name().substring(SERVICE.length());
        return page.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PIN))
                .map(entry -> new KnownPin(serviceId, entry.getValue()))
                .collect(Collectors.toSet());
    }
}
