package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource({
            "starting failed: password=hunter22 rejected, starting failed: password=*** rejected",
            "pull https://me:s3cret@registry/x, pull https://***@registry/x",
            "Authorization: Bearer abcdefghijkl, Authorization: Bearer ***",
            "join SWMTKN-1-abc-def now, join *** now"})
    void hidesWhatLooksLikeASecret(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no suitable node (scheduling constraints not satisfied on 3 nodes)",
            "task: non-zero exit (137)", "image registry/app:1@sha256:0123456789abcdef"})
    void leavesOrdinaryMessagesAlone(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void aTelltaleKeyHidesItsValue() {
        assertThat(Redaction.value("app.api_key", "abc")).isEqualTo("***");
        assertThat(Redaction.value("secret-store", "true")).isEqualTo("true");
    }

    @Test
    void terminalControlsAreTakenOut() {
        assertThat(Redaction.of("a\u001b[2Jb\nc")).isEqualTo("a [2Jb c");
    }
}
