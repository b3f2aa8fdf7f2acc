package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"a,a,0", "'',abc,3", "abc,'',3", "kitten,sitting,3", "ab,ba,1", "stack,satck,1", "labels,label,1"})
    void countsEdits(String a, String b, int edits) {
        assertThat(Spelling.distance(a, b)).isEqualTo(edits);
    }

    @Test
    void theNearestWinsAndTheFarIsLeftAlone() {
        List<String> known = List.of("services", "stack", "settle_seconds");

        assertThat(Spelling.nearest("Servces", known)).contains("services");
        assertThat(Spelling.nearest("settle", known)).contains("settle_seconds");
        assertThat(Spelling.nearest("image", known)).isEmpty();
        assertThat(Spelling.nearest("s", known)).isEmpty();
    }
}
