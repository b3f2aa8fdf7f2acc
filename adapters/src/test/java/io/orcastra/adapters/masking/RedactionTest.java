package io.orcastra.adapters.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "starting failed: password=hunter22 rejected | starting failed: password=*** rejected",
            "pull https://me:s3cret@registry/x | pull https://***@registry/x",
            "pull https://ghtoken@registry/x | pull https://***@registry/x",
            "pull https://me:p@ss@registry/x@sha256:0123 | pull https://***@registry/x@sha256:0123",
            "Authorization: Bearer abcdefghijkl | Authorization: Bearer ***",
            "join SWMTKN-1-abc-def now | join *** now",
            "{\"password\":\"hunter2\"} | {\"password\":\"***\"}",
            "{\"user\": \"me\", \"db_password\" : \"two words, a comma\", \"port\": 1} "
                    + "| {\"user\": \"me\", \"db_password\" : \"***\", \"port\": 1}",
            "{\\\"password\\\":\\\"hunter2\\\"} | {\\\"password\\\":\\\"***\\\"}",
            "{'pin_token': 1234} | {'pin_token': ***}",
            "{\"auths\":{\"r.io\":{\"auth\":\"bWU6aHVudGVyMg==\"}}} | {\"auths\":{\"r.io\":{\"auth\":\"***\"}}}",
            "AWS_SECRET_ACCESS_KEY=abc | AWS_SECRET_ACCESS_KEY=***",
            "DB_PASS=a1 DB_HOST=b | DB_PASS=*** DB_HOST=b",
            "dbPass: 'a b' left | dbPass: '***' left",
            "mysql --password hunter2 --host db | mysql --password *** --host db",
            "curl --oauth2-bearer x | curl --oauth2-bearer ***",
            "password = hunter2, next | password = ***, next",
            "pass=pass | pass=***",
            "admin:$apr1$Ab/cd$12345 again | admin:*** again",
            "admin:$$2y$$05$$abcdef, other | admin:***, other",
            "hash $6$salt$abc/d.e | hash ***",
            "admin:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g= | admin:***"})
    @DisplayName("What looks like a secret is hidden, and nothing beside it")
    void hidesWhatLooksLikeASecret(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no suitable node (scheduling constraints not satisfied on 3 nodes)",
            "task: non-zero exit (137)", "image registry/app:1@sha256:0123456789abcdef",
            "Get \"https://auth.docker.io/token\": dial tcp: lookup auth.docker.io: no such host",
            "secret not found: db", "compass: north", "author=Jane", "tokenizer=fast", "passive: 3", "--compass north",
            "ssh://root@10.0.0.1", "costs $1 or $5 a month", "unauthorized: authentication required"})
    @DisplayName("Ordinary messages stay as they are")
    void leavesOrdinaryMessagesAlone(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.api_key", "smtp.pass", "app.pwd", "dbPassword", "SMTP_PASS", "oauth.client", "registry.auth",
            "traefik.http.middlewares.auth.basicauth.users", "accessToken", "s3.credentials", "ssh-key", "clientsecret"})
    @DisplayName("A key with a telltale word in its name hides its whole value")
    void aTelltaleKeyHidesItsValue(String key) {
        assertThat(Redaction.value(key, "abc")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compass", "author", "tokenizer", "bypass.level", "org.opencontainers.image.authors", "passive",
            "authority", "keyboard"})
    @DisplayName("A key that only holds the letters of such a word hides nothing")
    void lettersAloneAreNoWord(String key) {
        assertThat(Redaction.value(key, "abc")).isEqualTo("abc");
    }

    @Test
    @DisplayName("A label that only switches something is no secret, whatever its name")
    void aSwitchIsNoSecret() {
        assertThat(Redaction.value("secret-store", "true")).isEqualTo("true");
    }

    @Test
    @DisplayName("A hash of a password is hidden under any key")
    void aHashIsHiddenUnderAnyKey() {
        assertThat(Redaction.value("users", "admin:$apr1$Ab/cd$12345")).isEqualTo("admin:***");
    }

    @Test
    void terminalControlsAreTakenOut() {
        assertThat(Redaction.of("a\u001b[2Jb\nc")).isEqualTo("a [2Jb c");
    }
}
