package io.orcastra.adapters.cli;

import io.orcastra.engine.port.LedgerUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Promotes rules and settings while everything is paused: both come into force, or what was there before is put back.
 *
 * @param files of the settings
 */
record BothAtOnce(Placing placing, List<Path> files, Daemon daemon) {

    /** The daemon that judges them. */
    interface Daemon {
        void pause() throws LedgerUnavailable;

        void resume() throws LedgerUnavailable;

        /** How its judgement of the rules ended; throws {@link NotTakenOver} when they did not come into force. */
        String rules();

        /** The same of the settings. */
        String settings();
    }

    /**
     * How it ended, in words.
     *
     * @param together whether the rules cannot be in force under the former settings
     * @param pause    told then how long everything stays paused when one does not come into force
     */
    String promoted(boolean together, Supplier<String> pause) throws LedgerUnavailable {
        placing.keep(files);
        daemon.pause();
        try {
            placing.rules();
        } catch (UserError nothingChanged) {
            daemon.resume();
            throw new UserError(nothingChanged.getMessage() + "\nNothing was changed: the former rules and settings are in force, "
                    + "and nothing is paused because of this.", nothingChanged);
        }
        String done;
        try {
            done = judged(together);
        } catch (NotTakenOver kept) {
            throw new UserError(kept.why() + "\n" + undone(kept.takenBack(), pause), kept);
        } catch (UserError unplaced) {
            String[] parts = unplaced.getMessage().split("\n", 2);
            throw new UserError(parts[0] + "\n" + undone(parts[parts.length - 1], pause), unplaced);
        }
        daemon.resume();
        return done;
    }

    private String judged(boolean together) {
        if (!together) {
            daemon.rules();
        }
        placing.files(files);
        if (together) {
            daemon.rules();
        }
        return daemon.settings();
    }

    /** @param advice for where the former ones are in force again: while they are not, there is something else to do first */
    private String undone(String advice, Supplier<String> pause) {
        String paused = "; everything is paused " + pause.get() + ".\n";
        try {
            placing.undo(files);
            return "What was there before was put back" + paused + advice;
        } catch (UserError left) {
            return "What was there before could not be put back: " + left.getMessage().split("\n", 2)[0] + paused
                    + "Maybe do it by hand: it is beside it, under names that end in .former.";
        }
    }
}
