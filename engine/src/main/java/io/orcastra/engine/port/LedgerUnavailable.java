package io.orcastra.engine.port;

/** The swarm did not answer for the ledger. */
public final class LedgerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
