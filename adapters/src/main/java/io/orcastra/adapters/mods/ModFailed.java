package io.orcastra.adapters.mods;

/** A mod did not come; the message is a clause whose subject is the mod. */
public final class ModFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private ModFailed(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Trying again at once makes it no better. */
    static ModFailed forGood(String message) {
        return new ModFailed(message, false, null);
    }

    /** Another try may succeed, from where this one ended. */
    static ModFailed forNow(String message, Throwable cause) {
        return new ModFailed(message, true, cause);
    }

    boolean isPassing() {
        return passing;
    }
}
