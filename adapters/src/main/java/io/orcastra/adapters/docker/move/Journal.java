package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an action writes down: its intent, and the page of its service. */
final class Journal {

    private static final int ATTEMPTS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final IntentLog intents;
    private final Ledger ledger;

    Journal(IntentLog intents, Ledger ledger) {
        this.intents = intents;
        this.ledger = ledger;
    }

    boolean begin(Intent intent) throws LedgerUnavailable {
        return intents.begin(intent);
    }

    void update(Intent intent) throws LedgerUnavailable {
        intents.update(intent);
    }

    /** An intent that cannot be ended now stays open, and is recovered later. */
    boolean end(Intent intent) {
        try {
            intents.end(intent.id());
            return true;
        } catch (LedgerUnavailable away) {
            LOG.warn("The intent {} of {} stays open until it is recovered: {}", intent.action(), intent.subject(),
                    away.getMessage());
            return false;
        }
    }

    ServicePage page(String serviceId) throws LedgerUnavailable {
        return ServicePage.of(read(ServicePage.name(serviceId)));
    }

    /** Reads the page again and decides again as often as somebody else wrote it first. */
    ServicePage change(String serviceId, UnaryOperator<ServicePage> change) throws LedgerUnavailable {
        for (int attempt = 1; ; attempt++) {
            LedgerPage page = read(ServicePage.name(serviceId));
            ServicePage changed = change.apply(ServicePage.of(page));
            if (changed.entries().equals(page.entries())) {
                return changed;
            }
            try {
                ledger.write(page, changed.entries());
                return changed;
            } catch (LedgerConflict conflict) {
                if (attempt == ATTEMPTS) {
                    throw new LedgerUnavailable(conflict.getMessage() + ", " + ATTEMPTS + " times", conflict);
                }
            }
        }
    }

    void forget(String serviceId) throws LedgerUnavailable {
        ledger.remove(ServicePage.name(serviceId));
    }

    /** Forgets services that do not exist any more. */
    void keepOnly(Set<String> serviceIds) throws LedgerUnavailable {
        for (String page : ledger.read().keySet()) {
            if (ServicePage.serviceOf(page).filter(id -> !serviceIds.contains(id)).isPresent()) {
                ledger.remove(page);
            }
        }
    }

    private LedgerPage read(String name) throws LedgerUnavailable {
        return ledger.read().getOrDefault(name, LedgerPage.absent(name));
    }
}
