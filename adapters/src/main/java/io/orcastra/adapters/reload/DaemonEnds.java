package io.orcastra.adapters.reload;

/** Whatever was under way was given up because the process ends: nothing is tried again, and nobody need be told. */
public final class DaemonEnds extends Passing {
    private static final long serialVersionUID = 1L;

    DaemonEnds() {
        super("the daemon ends");
    }
}
