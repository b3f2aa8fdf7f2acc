package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;

/** Reads one page of the ledger and no other. */
@FunctionalInterface
interface PageReader {

    /** @return an absent one when it was never written */
    LedgerPage page(String name) throws LedgerUnavailable;
}
