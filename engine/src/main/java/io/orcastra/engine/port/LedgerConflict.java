package io.orcastra.engine.port;

/** Somebody else wrote the page first. */
public final class LedgerConflict extends Exception {
    private static final long serialVersionUID = 1L;

    public LedgerConflict(String page) {
        super("ledger page '" + page + "' was written by somebody else first");
    }
}
