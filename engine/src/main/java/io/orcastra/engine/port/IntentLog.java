package io.orcastra.engine.port;

/** The ledger's list of actions under way. Every method is a compare-and-set against the swarm. */
public interface IntentLog {

    /**
     * Records an action before its first write, in the same compare-and-set that checks that this instance holds the
     * lease and that no other intent has this subject.
     *
     * @return false when the lease is not ours (any more) or the subject is taken: the action must not begin
     * @throws LedgerUnavailable when the swarm did not answer: the action must not begin
     */
    boolean begin(Intent intent) throws LedgerUnavailable;

    /**
     * Replaces a recorded intent, for example to name a pull job before it is created.
     *
     * @throws LedgerUnavailable when the swarm did not answer, or another instance holds the lease by now and ends the
     *                           action, or has: it must not go on
     */
    void update(Intent intent) throws LedgerUnavailable;

    /** Forgets an action after its last write. Without effect when it is not there. */
    void end(String intentId) throws LedgerUnavailable;
}
