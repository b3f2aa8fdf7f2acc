package io.orcastra.rules;

/** Rules have no clock: what lasts and what begins is told to them by facts. */
public final class Clocks {
    /** What to write instead of asking one. */
    public static final String ADVICE = "Maybe a Timer that another rule concludes, and Elapsed once it has lasted; or WindowOpen for a "
            + "window of swarm.yml";

    private Clocks() {
    }
}
