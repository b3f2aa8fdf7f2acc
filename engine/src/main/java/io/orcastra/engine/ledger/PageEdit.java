package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A change of one page that is made again on what others wrote meanwhile. */
final class PageEdit {
    static final int TRIES = 5;

    private final Ledger ledger;
    private final String name;

    PageEdit(Ledger ledger, String name) {
        this.ledger = ledger;
        this.name = name;
    }

    /**
     * Nothing is written where nothing changes.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    void make(Consumer<Map<String, String>> change) throws LedgerUnavailable {
        for (int i = 0; i < TRIES; i++) {
            LedgerPage page = ledger.read().getOrDefault(name, LedgerPage.absent(name));
            Map<String, String> entries = new HashMap<>(page.entries());
            change.accept(entries);
            if (entries.equals(page.entries())) {
                return;
            }
            try {
                ledger.write(page, entries);
                return;
            } catch (LedgerConflict somebodyElse) {
                continue;
            }
        }
        throw keptWriting(name);
    }

    static LedgerUnavailable keptWriting(String name) {
        return new LedgerUnavailable("the page '" + name + "' could not be written, because others keep writing it\n"
                + "Maybe try again.", null);
    }
}
