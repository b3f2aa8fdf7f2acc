package io.orcastra.adapters.cli;

import io.orcastra.adapters.recorder.Recording;
import io.orcastra.adapters.report.Spans;
import io.orcastra.engine.port.Clock;
import java.io.PrintWriter;
import java.time.Duration;

/** How far a long reading has come, on one line of a terminal that is wiped at the end. */
final class ProgressBar implements Recording.Progress, AutoCloseable {

    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private final Clock clock;
    private final long began;
    private int shown = -1;

    ProgressBar(PrintWriter terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        began = clock.nanos();
    }

    @Override
    public void read(long done, long all) {
        int percent = all == 0 ? 100 : (int) (100 * done / all);
        if (percent == shown) {
            return;
        }
        shown = percent;
        int full = WIDTH * percent / 100;
        String left = percent == 0 ? "" : ", " + Spans.of(Duration.ofNanos(
                (clock.nanos() - began) * (100 - percent) / percent)) + " left";
        terminal.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %" + left + "        ");
        terminal.flush();
    }

    @Override
    public void close() {
        terminal.print("\r" + " ".repeat(WIDTH + 30) + "\r");
        terminal.flush();
    }
}
