package io.orcastra.adapters.cli;

import io.orcastra.engine.cycle.EngineSettings;
import java.util.ArrayList;
import java.util.List;

/** What an edit of the configuration asks for and a running process cannot give: its lease is made at the start. */
final class NeedsRestart {

    private NeedsRestart() {
    }

    /** Keys whose value differs from the one in force since the start. */
    static List<String> of(EngineSettings started, EngineSettings edited) {
        List<String> keys = new ArrayList<>();
        if (!started.leaseRenew().equals(edited.leaseRenew())) {
            keys.add("options.lease.renew_seconds");
        }
        if (!started.leaseFree().equals(edited.leaseFree())) {
            keys.add("options.lease.free_seconds");
        }
        return keys;
    }
}
