package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page {@code lease}: who may act, and what is under way. Both on one page, so that one write checks both. */
record LeasePage(LedgerPage page) {
    static final String NAME = "lease";
    private static final String LEASE = "lease";
    private static final String INTENT = "intent.";
    private static final String PIN = "pin.";

    static LeasePage among(Map<String, LedgerPage> pages) {
        return new LeasePage(pages.getOrDefault(NAME, LedgerPage.absent(NAME)));
    }

    /** The lease as it is written: changes with every renewal. Empty when there never was one. */
    String leaseText() {
        return page.entries().getOrDefault(LEASE, "");
    }

    /** Empty when nobody holds the lease. */
    String holder() {
        return Fields.parse(leaseText()).get("holder");
    }

    Map<String, String> withLease(String holder, long renewal) {
        Map<String, String> entries = new HashMap<>(page.entries());
        entries.put(LEASE, Fields.empty().with("holder", holder).with("renewal", renewal).text());
        return entries;
    }

    long renewal() {
        String number = Fields.parse(leaseText()).get("renewal");
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }

    List<Intent> intents() {
        return page.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(INTENT))
                .map(entry -> intent(entry.getKey().substring(INTENT.length()), Fields.parse(entry.getValue())))
                .sorted(Comparator.comparing(Intent::id))
                .toList();
    }

    Optional<Intent> intent(String id) {
        return Optional.ofNullable(page.entries().get(INTENT + id)).map(text -> intent(id, Fields.parse(text)));
    }

    Map<String, String> with(Intent intent) {
        Map<String, String> entries = new HashMap<>(page.entries());
        entries.put(INTENT + intent.id(), text(intent));
        return entries;
    }

    Map<String, String> without(String intentId) {
        Map<String, String> entries = new HashMap<>(page.entries());
        entries.remove(INTENT + intentId);
        return entries;
    }

    private static String text(Intent intent) {
        Fields fields = Fields.empty()
                .with("action", intent.action())
                .with("subject", intent.subject())
                .with("rule", intent.rule())
                .with("cause", intent.cause())
                .with("holder", intent.holder())
                .with("started", intent.startedAt());
        if (!intent.job().isEmpty()) {
            fields.with("job", intent.job());
        }
        for (int i = 0; i < intent.pins().size(); i++) {
            fields.with(PIN + i, intent.pins().get(i));
        }
        return fields.text();
    }

    private static Intent intent(String id, Fields fields) {
        List<String> pins = new ArrayList<>();
        for (int i = 0; !fields.get(PIN + i).isEmpty(); i++) {
            pins.add(fields.get(PIN + i));
        }
        return new Intent(
                id, fields.get("subject"), fields.get("action"), fields.get("rule"), fields.get("cause"), pins,
                fields.get("job"), fields.get("holder"), instant(fields.get("started")));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notOurs) {
            return Instant.EPOCH;
        }
    }
}
