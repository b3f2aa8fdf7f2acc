package io.orcastra.facts.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeLossesTest {
    @Test
    void whatIsNoWholeNumberOfMinutesIsToldInSeconds() {
        assertThat(new NodeLosses("n1", 2).trustedAfterInWords(Duration.ofMinutes(5))).isEqualTo("20 min");
        assertThat(new NodeLosses("n1", 2).trustedAfterInWords(Duration.ofSeconds(30))).isEqualTo("2 min");
        assertThat(new NodeLosses("n1", 2).trustedAfterInWords(Duration.ofSeconds(20))).isEqualTo("80 s");
        assertThat(new NodeLosses("n1", 2).trustedAfterInWords(Duration.ofSeconds(4))).isEqualTo("16 s");
    }
}
