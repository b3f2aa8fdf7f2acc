package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Paused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The page {@code pauses}: what operators paused, everything or single services, until when and why. Written by
 * operators only, so that it holds across restarts and changes of leader.
 */
public final class PausePage {
    private static final String NAME = "pauses";
    private static final String EVERYTHING = "everything";
    private static final String SERVICE = "service.";

    private PausePage() {
    }

    /** Pauses that hold at that moment. One whose end cannot be read holds until it is resumed. */
    public static List<Paused> at(Instant now, Map<String, LedgerPage> pages) {
        return pages.getOrDefault(NAME, LedgerPage.absent(NAME)).entries().entrySet().stream()
                .map(entry -> paused(entry.getKey(), Fields.parse(entry.getValue())))
                .filter(paused -> holds(paused, now))
                .toList();
    }

    /**
     * Writes a pause in the place of an earlier one of the same service, or of everything, and strikes out those that
     * are over.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void pause(Ledger ledger, Paused pause, Instant now) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> {
            entries.entrySet().removeIf(entry -> !holds(paused(entry.getKey(), Fields.parse(entry.getValue())), now));
            entries.put(key(pause.service()), Fields.empty().with("reason", pause.reason())
                    .with("until", pause.until() == null ? "" : pause.until()).text());
        });
    }

    /**
     * Ends the pause of that service, or the pause of everything where the name is empty; nothing else.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void resume(Ledger ledger, String service) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> entries.remove(key(service)));
    }

    private static String key(String service) {
        return service.isEmpty() ? EVERYTHING : SERVICE + service;
    }

    private static Paused paused(String key, Fields fields) {
        return new Paused(key.startsWith(SERVICE) ? key.substring(SERVICE.length()) : "", fields.get("reason"),
                end(fields.get("until")));
    }

    private static boolean holds(Paused paused, Instant now) {
        return paused.until() == null || paused.until().isAfter(now);
    }

    private static Instant end(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
