package io.orcastra.engine.port;

import java.util.Map;

/**
 * What must survive, kept in the swarm itself as small pages of entries with compare-and-set. Pages are named
 * {@code lease} (lease and intents), {@code cooldowns} and {@code service-<id>} (a moved service: its known pins as
 * entries {@code pin.<n>}, and its own previous spec, compressed, which never leaves the ledger).
 */
public interface Ledger {
    /** What it is called where sources of facts are told apart. */
    String SOURCE = "ledger";

    /** All pages by name, in one request; a page that was never written is absent. */
    Map<String, LedgerPage> read() throws LedgerUnavailable;

    /**
     * Writes a page if nobody wrote it since it was read.
     *
     * @param page    as read, or {@link LedgerPage#absent(String)} for one that does not exist
     * @param entries the page's whole new content
     * @return the page as it now is
     * @throws LedgerConflict    when somebody else wrote first: read again and decide again
     * @throws LedgerUnavailable when the swarm did not answer; the write may or may not have happened
     */
    LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable;

    /** Removes a page; without effect when it does not exist. */
    void remove(String page) throws LedgerUnavailable;
}
