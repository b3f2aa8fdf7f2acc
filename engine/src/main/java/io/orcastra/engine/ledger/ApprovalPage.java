package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Approval;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The page {@code approvals}: by id of an action, until when it may be carried out. Written by operators only. */
public final class ApprovalPage {
    private static final String NAME = "approvals";
    private static final int TRIES = 5;

    private ApprovalPage() {
    }

    static Set<Object> facts(Map<String, LedgerPage> pages) {
        Set<Object> approvals = new HashSet<>();
        pages.getOrDefault(NAME, LedgerPage.absent(NAME)).entries().forEach((plan, until) -> {
            Instant end = instant(until);
            if (end.isAfter(Instant.EPOCH)) {
                approvals.add(new Approval(plan, end));
            }
        });
        return approvals;
    }

    /**
     * Writes an approval beside those that still hold.
     *
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void write(Ledger ledger, Approval approval, Instant now) throws LedgerUnavailable {
        for (int i = 0; i < TRIES; i++) {
            LedgerPage page = ledger.read().getOrDefault(NAME, LedgerPage.absent(NAME));
            Map<String, String> entries = new HashMap<>(page.entries());
            entries.values().removeIf(until -> !instant(until).isAfter(now));
            entries.put(approval.plan(), approval.until().toString());
            try {
                ledger.write(page, entries);
                return;
            } catch (LedgerConflict somebodyElse) {
                continue;
            }
        }
        throw new LedgerUnavailable("the approval could not be written, because others keep writing approvals\n"
                + "Maybe try again.", null);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
