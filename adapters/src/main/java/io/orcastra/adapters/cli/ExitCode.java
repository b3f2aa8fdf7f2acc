package io.orcastra.adapters.cli;

/** Exit codes of every command. */
final class ExitCode {

    /** Good, or nothing to do. */
    static final int GOOD = 0;
    /** Findings or failure. */
    static final int FAILURE = 1;
    /** The command line was not understood. */
    static final int USAGE = 2;
    /** The plan is not empty. */
    static final int PLAN = 3;

    private ExitCode() {
    }
}
