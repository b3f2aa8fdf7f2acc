package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.engine.port.Clock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowCommandTest {
    private static final String SINCE = "2026-01-01T10:00:00Z";
    private static final String DIFFERENCE = "{ \"kind\": \"added\", \"from\": \"" + SINCE + "\", \"until\": \"" + SINCE
            + "\", \"rule\": \"MY-001\", \"what\": \"x\", \"reason\": \"y\", \"acts\": false, \"earlier\": false, \"restarts\": 0, "
            + "\"subject\": { \"id\": \"n1\", \"name\": \"oak\" }, \"candidate\": { \"verdict\": \"found\", \"vetoes\": [] } }";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"none, -, -, 1", "dropped, -, -, 1", "starting, -, -, 1", "same, -, -, 0", "running, -, -, 1",
        "running, 0, same, 1", "running, 1, same, 0", "running, 1, different, 3"})
    @DisplayName("Only a candidate that was compared with what is in force, or is that, can be the same or differ")
    void exitCodes(String state, Long cycles, String decisions, int exit) throws Exception {
        String report = cycles == null ? "" : ", \"report\": { \"from\": \"" + SINCE + "\", \"until\": \"" + SINCE
                + "\", \"cycles\": " + cycles + ", \"agreedCycles\": " + (decisions.equals("same") ? cycles : 0)
                + ", \"differences\": [" + (decisions.equals("same") ? "" : DIFFERENCE) + "] }";
        String page = "{ \"state\": \"" + state + "\", \"folder\": \"shadow\", \"hash\": \"abc\", \"own\": [], \"files\": [], "
                + "\"rules\": 1, \"since\": \"" + SINCE + "\", \"reason\": \"it throws\", \"problems\": []" + report + " }";
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(Map.of("STATE_DIR", folder.toString()), folder,
                new PrintWriter(new StringWriter()), new PrintWriter(err), false, Clock.of(() -> Instant.parse(SINCE), () -> 0));
        try (StatusSocket socket = StatusSocket.open(folder, Map.of("/shadow", () -> Optional.of(page)))) {
            assertThat(socket).isNotNull();
            assertThat(Orcastra.execute(surroundings, "shadow")).as(err.toString()).isEqualTo(exit);
        }
    }
}
