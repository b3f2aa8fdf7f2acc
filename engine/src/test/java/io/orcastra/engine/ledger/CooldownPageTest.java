package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.LedgerPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CooldownPageTest {
    private static final Map<String, Double> COSTS = Map.of("db-id", 41.5, "web-id", 0.75);

    private static CooldownPage read(Map<String, String> entries) {
        return CooldownPage.of(new LedgerPage(CooldownPage.NAME, entries, 7));
    }

    @Test
    void whatMovesTookIsReadAsItWasWritten() {
        assertThat(read(CooldownPage.entries(List.of(), List.of(), List.of(), COSTS)).moveSeconds()).isEqualTo(COSTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity", "soon"})
    void whatIsNoTimeIsLeftOutAndTheRestIsRead(String seconds) {
        Map<String, String> entries = new HashMap<>(CooldownPage.entries(List.of(), List.of(), List.of(), COSTS));
        entries.put("cost.bad", Fields.empty().with("service", "bad-id").with("seconds", seconds).text());

        assertThat(read(entries).moveSeconds()).isEqualTo(COSTS);
    }
}
