package io.orcastra.adapters.mods;

import io.orcastra.engine.port.Clock;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A body that is closed, which ends a read under way, when nothing has come for too long or its time is over. */
final class Guarded extends FilterInputStream {
    private static final int LOOKS = 4;

    private final Clock clock;
    private final Future<?> watch;
    private volatile long heard;
    private volatile boolean givenUp;

    /** @param end by {@link Clock#nanos()}, when its time is over */
    Guarded(InputStream body, Duration silence, long end, Clock clock, ScheduledExecutorService watches) {
        super(body);
        this.clock = clock;
        heard = clock.nanos();
        watch = watches.scheduleWithFixedDelay(() -> look(silence.toNanos(), end), silence.toNanos() / LOOKS, silence.toNanos() / LOOKS,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (givenUp) {
            throw new IOException("nothing came for too long");
        }
        heard = clock.nanos();
        return read;
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        super.close();
    }

    private void look(long silence, long end) {
        long now = clock.nanos();
        if (now - heard > silence || now - end > 0) {
            givenUp = true;
            try {
                close();
            } catch (IOException gone) {
                // it is what was wanted
            }
        }
    }
}
