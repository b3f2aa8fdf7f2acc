/** What several instances agree upon through the ledger: who may act, what is under way, what was learnt. */
package io.orcastra.engine.ledger;
