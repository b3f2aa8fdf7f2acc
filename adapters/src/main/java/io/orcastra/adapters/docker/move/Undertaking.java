package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One action under way and its intent in the ledger, which always runs ahead of what is done. One thread at a time. */
final class Undertaking {

    private final Journal journal;
    private final StepListener listener;
    private Intent intent;
    private boolean leavesPin;

    Undertaking(Journal journal, StepListener listener, Intent intent) {
        this.journal = journal;
        this.listener = listener;
        this.intent = intent;
    }

    String serviceId() {
        return intent.subject();
    }

    /** Name of the pull job that may exist, else empty. */
    String job() {
        return intent.job();
    }

    Journal journal() {
        return journal;
    }

    /** @return false when another instance holds the lease or acts on this service */
    boolean begin() throws LedgerUnavailable {
        boolean begun = journal.begin(intent);
        if (begun) {
            completed(MoveStep.INTENT);
        }
        return begun;
    }

    /** @throws LedgerUnavailable also when another instance has taken the action over */
    void confirm() throws LedgerUnavailable {
        replace(intent.pins(), intent.job());
    }

    /** To be called before the job is created. Empty after it was removed. */
    void announceJob(String name) throws LedgerUnavailable {
        replace(intent.pins(), name);
    }

    /** To be called before these constraints are put on in addition. */
    void announcePins(Collection<String> more) throws LedgerUnavailable {
        List<String> pins = new ArrayList<>(intent.pins());
        more.stream().filter(pin -> !pins.contains(pin)).forEach(pins::add);
        replace(pins, intent.job());
    }

    /** A pin could not be taken off. The intent stays for a take-over, which knows of all pins that were announced. */
    void leavePin() {
        leavesPin = true;
    }

    boolean leavesPin() {
        return leavesPin;
    }

    boolean end() {
        boolean ended = journal.end(intent);
        if (ended) {
            completed(MoveStep.FORGOTTEN);
        }
        return ended;
    }

    void completed(MoveStep step) {
        listener.onCompleted(step, intent.subject());
    }

    private void replace(List<String> pins, String job) throws LedgerUnavailable {
        Intent changed = new Intent(intent.id(), intent.subject(), intent.action(), intent.rule(), intent.cause(), pins,
                job, intent.holder(), intent.startedAt());
        journal.update(changed);
        intent = changed;
    }
}
