package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Approval;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The page {@code approvals}: by id of an action, until when it may be carried out. Operators write approvals, whoever
 * acts takes them away.
 */
public final class ApprovalPage {
    private static final String NAME = "approvals";

    private ApprovalPage() {
    }

    static Set<Object> facts(Map<String, LedgerPage> pages) {
        Set<Object> approvals = new HashSet<>();
        among(pages).entries().forEach((plan, until) -> {
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
        new PageEdit(ledger, NAME).make(entries -> {
            entries.values().removeIf(until -> !instant(until).isAfter(now));
            entries.put(approval.plan(), approval.until().toString());
        });
    }

    /**
     * Writes down again what was spent on actions that were not done, and strikes out what was given for them. What was
     * approved of anew meanwhile, for longer, holds for longer.
     *
     * @param ended what holds no more, unless it was written again with another end
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static void giveBack(Ledger ledger, Collection<Approval> unused, Collection<Approval> ended) throws LedgerUnavailable {
        new PageEdit(ledger, NAME).make(entries -> {
            ended.forEach(one -> entries.remove(one.plan(), one.until().toString()));
            unused.forEach(one -> entries.merge(one.plan(), one.until().toString(), ApprovalPage::later));
        });
    }

    /** The page as it was read. */
    public static LedgerPage among(Map<String, LedgerPage> pages) {
        return pages.getOrDefault(NAME, LedgerPage.absent(NAME));
    }

    /**
     * Takes away what is spent before it is acted upon, so that nothing is done twice for one yes.
     *
     * @param page  as read before; read again only when somebody wrote meanwhile
     * @return false when something of it was not there any more, because it was spent before
     * @throws LedgerUnavailable also when others keep writing the page
     */
    public static boolean spend(Ledger ledger, LedgerPage page, Set<String> spent, Collection<Approval> given)
            throws LedgerUnavailable {
        LedgerPage present = page;
        for (int i = 0; i < PageEdit.TRIES; i++) {
            if (!present.entries().keySet().containsAll(spent)) {
                return false;
            }
            Map<String, String> entries = new HashMap<>(present.entries());
            entries.keySet().removeAll(spent);
            given.forEach(one -> entries.put(one.plan(), one.until().toString()));
            try {
                ledger.write(present, entries);
                return true;
            } catch (LedgerConflict somebodyElse) {
                present = among(ledger.read());
            }
        }
        throw PageEdit.keptWriting(NAME);
    }

    private static String later(String one, String other) {
        return instant(one).isAfter(instant(other)) ? one : other;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return Instant.EPOCH;
        }
    }
}
