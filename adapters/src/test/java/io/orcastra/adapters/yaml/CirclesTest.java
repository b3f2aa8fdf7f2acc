package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CirclesTest {
    private final Circles circles = new Circles();

    @Test
    void aTreeAndADiamondHaveNone() {
        follow("a", "b", "a", "c", "b", "d", "c", "d");

        assertThat(circles.found()).isEmpty();
    }

    @Test
    void circlesAreFoundWithTheirMembersOnly() {
        follow("in", "a", "a", "b", "b", "a", "b", "out", "x", "y", "y", "z", "z", "x");

        assertThat(circles.found()).containsExactlyInAnyOrder(List.of("a", "b"), List.of("x", "y", "z"));
    }

    @Test
    void circlesThatShareAServiceAreOne() {
        follow("a", "b", "b", "a", "b", "c", "c", "b");

        assertThat(circles.found()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aChainOfAnyLengthIsNoBurden() {
        int length = 50_000;
        for (int i = 0; i < length; i++) {
            circles.follows("s" + (i + 1) % length, "s" + i);
        }

        assertThat(circles.found()).singleElement().asList().hasSize(length);
    }

    private void follow(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            circles.follows(pairs[i + 1], pairs[i]);
        }
    }
}
