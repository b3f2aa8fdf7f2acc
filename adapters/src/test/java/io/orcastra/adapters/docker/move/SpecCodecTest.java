package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A stored spec")
class SpecCodecTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.30000001192092896", "18446744073709551615", "1000000000", "0", "-1"})
    @DisplayName("keeps numbers exactly")
    void keepsNumbers(String number) throws Exception {
        String text = "{\"n\":" + number + ",\"absent\":null,\"empty\":{},\"none\":[]}";

        assertThat(SpecCodec.decode(SpecCodec.encode(JSON.readTree(text)))).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("is what was stored, in one line")
    void isIdentity(long seed) throws Exception {
        String text = new RandomSpec(new Random(seed)).next().toString();

        assertThat(SpecCodec.encode(JSON.readTree(text))).doesNotContainAnyWhitespaces();
        assertThat(SpecCodec.decode(SpecCodec.encode(JSON.readTree(text)))).isEqualTo(JSON.readTree(text));
    }

    @Test
    @DisplayName("that is damaged says so")
    void refusesDamaged() {
        assertThatThrownBy(() -> SpecCodec.decode("bm90IGEgc3BlYw==")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }
}
