package io.orcastra.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {

    @Test
    void nodesUsedAlikeAreInFullBalance() {
        assertThat(Balance.score(List.of(40.0, 40.0, 40.0))).isEqualTo(100);
    }

    @Test
    void oneOfThreeThatDoesEverythingLeavesAThird() {
        assertThat(Balance.score(List.of(7.0, 0.0, 0.0))).isEqualTo(33);
    }

    /** The examples of docs/reports.md. */
    @Test
    void whatIsInBetweenGrowsWithEvenness() {
        assertThat(Balance.score(List.of(92.0, 30.0, 30.0))).isEqualTo(75);
        assertThat(Balance.score(List.of(60.0, 55.0, 37.0))).isEqualTo(96);
    }

    @Test
    void nothingToShareOutIsInBalance() {
        assertThat(Balance.score(List.of(0.0, 0.0))).isEqualTo(100);
        assertThat(Balance.score(List.of())).isEqualTo(100);
    }
}
