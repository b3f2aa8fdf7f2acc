package io.orcastra.rules.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Room in the heap for matches")
class RoomTest {
    private static final long MOST = 192L << 20;
    /** As many as may be made before it is looked at again. */
    private static final long MANY = MOST / 32 / 64;

    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private long afterwards;
    private final Room room = new Room(used::get, MOST, () -> {
        collections.incrementAndGet();
        used.set(afterwards);
    });

    private static long percent(double of) {
        return (long) (MOST * of / 100);
    }

    @Test
    @DisplayName("is left below 85 % of it, and nothing is collected")
    void belowTheLimit() {
        used.set(percent(85) - 1);

        assertThat(room.isLeft(MANY * 100)).isTrue();
        assertThat(collections).hasValue(0);
    }

    @Test
    @DisplayName("is left where a collection makes it")
    void garbage() {
        used.set(percent(99));
        afterwards = percent(85) - 1;

        assertThat(room.isLeft(MANY)).isTrue();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("is not left where 85 % stay in use")
    void full() {
        used.set(percent(99));
        afterwards = percent(85) + 1;

        assertThat(room.isLeft(MANY)).isFalse();
    }

    @Test
    @DisplayName("is not looked for as long as few matches were made, however full it is")
    void fewMatches() {
        used.set(percent(99));
        afterwards = percent(99);

        assertThat(room.isLeft(MANY - 1)).isTrue();
        assertThat(collections).hasValue(0);
        assertThat(room.isLeft(1)).isFalse();
        assertThat(room.isLeft(MANY - 1)).as("counted anew").isTrue();
    }

    @Test
    @DisplayName("is asked for as often as the matches that may be made fill a thirty-second of it, or after each fact")
    void steps() {
        assertThat(room.step(1)).isEqualTo((int) MANY);
        assertThat(room.step((int) MANY / 2)).isEqualTo(2);
        assertThat(room.step((int) MANY + 1)).isEqualTo(1);
        assertThat(room.step(0)).as("nothing to be joined with").isEqualTo((int) MANY);
    }

    @Test
    @DisplayName("is filled by what takes an eighth of it")
    void filled() {
        assertThat(room.isFilledBy(MOST / 8 / 64)).isTrue();
        assertThat(room.isFilledBy(MOST / 8 / 64 - 1)).isFalse();
    }
}
