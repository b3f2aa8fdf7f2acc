package io.orcastra.adapters.docker.move;

import io.orcastra.engine.ledger.LedgerFacts;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an action writes down: its intent, and the page of its service. */
final class Journal {

    private static final int ATTEMPTS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** One is of 2 to 4 KiB, so that a look reads 256 KiB of them at most, unusually large specs aside. */
    static final int PREVIOUS_SPECS = 64;

    private static final String DROPPED = "the ledger keeps " + PREVIOUS_SPECS + ", and other services were moved since";

    /** The index SwarmKit gives a version grows with every write of anything, so it tells which was written last. */
    private static final Comparator<LedgerPage> WRITTEN_LAST_FIRST =
            Comparator.comparingLong(LedgerPage::version).reversed();

    private final IntentLog intents;
    private final Ledger ledger;
    private final PageReader pages;

    /** @param pages of that same ledger */
    Journal(IntentLog intents, Ledger ledger, PageReader pages) {
        this.intents = intents;
        this.ledger = ledger;
        this.pages = pages;
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
        return ServicePage.of(pages.page(ServicePage.name(serviceId)));
    }

    /** Reads the page again and decides again as often as somebody else wrote it first. */
    ServicePage change(String serviceId, UnaryOperator<ServicePage> change) throws LedgerUnavailable {
        for (int attempt = 1; ; attempt++) {
            LedgerPage page = pages.page(ServicePage.name(serviceId));
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

    /**
     * Forgets services that do not exist any more, what no rollback can bring back, and of services moved longest ago
     * the previous specs where there are too many: every look reads them.
     *
     * @param look at all services; taken after the ledger was read, so that a page which is not written meanwhile knows
     *             nothing that the look does not show yet
     */
    void expire(Supplier<List<ServiceReading>> look) throws LedgerUnavailable {
        Map<String, LedgerPage> pages = ledger.read();
        Map<String, ServiceReading> services = look.get().stream()
                .collect(Collectors.toMap(ServiceReading::id, Function.identity(), (one, other) -> one));
        Set<String> busy = LedgerFacts.intents(pages).stream().map(Intent::subject).collect(Collectors.toSet());
        List<LedgerPage> kept = new ArrayList<>();
        for (LedgerPage page : pages.values()) {
            Optional<String> service = ServicePage.serviceOf(page.name());
            if (service.filter(id -> !services.containsKey(id)).isPresent()) {
                ledger.remove(page.name());
            } else if (service.filter(id -> !busy.contains(id)).isPresent() && ServicePage.of(page).isAtRest()) {
                expire(page, services.get(service.get())).filter(left -> ServicePage.of(left).previous().isPresent())
                        .ifPresent(kept::add);
            }
        }
        kept.sort(WRITTEN_LAST_FIRST);
        for (LedgerPage page : kept.subList(Math.min(PREVIOUS_SPECS, kept.size()), kept.size())) {
            dropPrevious(page);
        }
    }

    /** @return what is left; empty when somebody else writes it */
    private Optional<LedgerPage> expire(LedgerPage page, ServiceReading service) throws LedgerUnavailable {
        Map<String, String> left = ServicePage.of(page).expired(service).entries();
        try {
            return Optional.of(left.equals(page.entries()) ? page : ledger.write(page, left));
        } catch (LedgerConflict inUse) {
            LOG.debug("Page {} is being written and stays as it is.", page.name());
            return Optional.empty();
        }
    }

    /** The rules make a finding of it. */
    private void dropPrevious(LedgerPage page) throws LedgerUnavailable {
        ServicePage content = ServicePage.of(page);
        try {
            ledger.write(page, content.droppingPrevious(DROPPED).entries());
        } catch (LedgerConflict inUse) {
            LOG.debug("Page {} is being written and stays as it is.", page.name());
        }
    }
}
