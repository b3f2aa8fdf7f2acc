package io.orcastra.engine.port;

import java.util.Map;

/**
 * One page of the ledger as it was read.
 *
 * @param version opaque to all but the ledger; 0 when the page does not exist
 */
public record LedgerPage(String name, Map<String, String> entries, long version) {
    public LedgerPage {
        entries = Map.copyOf(entries);
    }

    public static LedgerPage absent(String name) {
        return new LedgerPage(name, Map.of(), 0);
    }
}
