package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the ledger's page of a moved service keeps: every pin it ever bore, and its owner's versions. The versions stand
 * beside the page here, not compressed in it.
 */
final class PinMemory {
    private static final int TRIES = 25;

    private final Ledger ledger;
    private final Map<String, Spec> unpinned = new HashMap<>();
    private final Map<String, Spec> previous = new HashMap<>();

    PinMemory(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Remembers a service before a pin is put on it. */
    void store(ServiceState service, Collection<String> pins) throws LedgerUnavailable {
        unpinned.put(service.id, service.spec);
        Collection<String> known = known(service.id);
        boolean ours = service.previous != null && service.previous.constraints().stream()
                .anyMatch(constraint -> known.contains(constraint.expression()));
        if (service.previous != null && !ours) {
            previous.put(service.id, service.previous);
        }
        if (pins.isEmpty()) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            String name = "service-" + service.id;
            LedgerPage page = ledger.read().getOrDefault(name, LedgerPage.absent(name));
            try {
                ledger.write(page, entries(page, pins));
                return;
            } catch (LedgerConflict another) {
                continue;
            }
        }
        throw new LedgerUnavailable("the page of " + service.name() + " was written by others over and over", null);
    }

    /** The owner's version under the last pin; null when it never bore one. */
    Spec unpinned(String serviceId) {
        return unpinned.get(serviceId);
    }

    /** The owner's version before the last one; null when there is none. */
    Spec previous(String serviceId) {
        return previous.get(serviceId);
    }

    private Collection<String> known(String serviceId) throws LedgerUnavailable {
        LedgerPage page = ledger.read().get("service-" + serviceId);
        return page == null ? new TreeSet<>() : page.entries().values();
    }

    private static Map<String, String> entries(LedgerPage page, Collection<String> pins) {
        TreeSet<String> all = new TreeSet<>(page.entries().values());
        all.addAll(pins);
        Map<String, String> entries = new HashMap<>();
        all.forEach(pin -> entries.put("pin." + entries.size(), pin));
        return entries;
    }
}
