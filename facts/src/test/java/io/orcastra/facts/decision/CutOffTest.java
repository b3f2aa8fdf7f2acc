package io.orcastra.facts.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutOffTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.001S, 1", "PT0.5S, 1", "PT10S, 10", "PT10.001S, 11"})
    void aPartOfASecondIsNotCutShort(Duration grace, long seconds) {
        assertThat(new CutOff("oak", "db", "old", grace).graceSeconds()).isEqualTo(seconds);
    }
}
