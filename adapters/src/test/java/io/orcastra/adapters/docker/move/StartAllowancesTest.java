package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.control.StartPatience;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A start of a task that is moved")
class StartAllowancesTest {
    private static final Duration USUAL = Duration.ofSeconds(120);

    private final StartAllowances starting = new StartAllowances(USUAL);

    private Duration allowed(int seconds, boolean fixed) {
        starting.know(Set.of(new StartPatience("s", Duration.ofSeconds(seconds), fixed)));
        return starting.of("s");
    }

    @Test
    @DisplayName("may take as long as usual, or longer where that is known")
    void known() {
        assertThat(starting.of("s")).isEqualTo(USUAL);
        assertThat(allowed(119, false)).isEqualTo(USUAL);
        assertThat(allowed(120, false)).isEqualTo(USUAL);
        assertThat(allowed(121, false)).isEqualTo(Duration.ofSeconds(121));
        assertThat(starting.of("other")).isEqualTo(USUAL);
    }

    @Test
    @DisplayName("may take what is set, be it shorter, until it is set no more")
    void set() {
        assertThat(allowed(5, true)).isEqualTo(Duration.ofSeconds(5));
        assertThat(allowed(86_400, true)).isEqualTo(Duration.ofDays(1));
        starting.know(Set.of());
        assertThat(starting.of("s")).isEqualTo(USUAL);
    }
}
