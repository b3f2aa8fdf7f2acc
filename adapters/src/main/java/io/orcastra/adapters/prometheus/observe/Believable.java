package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges figures before anything is concluded from them. */
final class Believable {

    /** Clocks of machines with NTP differ by less than a second; a minute means that one of them has none. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    /** No machine has an exbibyte, and below this a double holds every byte count of a real one exactly enough. */
    private static final double MOST_BYTES = 1L << 60;

    private Believable() { }

    static Readings.OfNode node(String name, double total, double available, Instant since, Instant at) throws FetchFailed {
        if (!isBytes(total) || total < 1) {
            throw new FetchFailed("says that the machine has " + shown(total) + " of memory");
        }
        if (!isBytes(available) || available > total) {
            throw new FetchFailed("says that " + shown(available) + " of " + shown(total) + " of memory are available");
        }
        return new Readings.OfNode(name, (long) total, (long) total - (long) available, since, at);
    }

    static boolean isBytes(double value) {
        return value >= 0 && value < MOST_BYTES;
    }

    /** When it was measured: as the source says, now without such a word, never later than now. */
    static Instant moment(Optional<Instant> said, Instant now) throws FetchFailed {
        Instant at = said.orElse(now);
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw new FetchFailed("says that it measured in the future: its clock or ours is wrong");
        }
        return at.isAfter(now) ? now : at;
    }

    private static String shown(double bytes) {
        return bytes == Math.rint(bytes) && Math.abs(bytes) < MOST_BYTES ? (long) bytes + " bytes" : bytes + " bytes";
    }
}
