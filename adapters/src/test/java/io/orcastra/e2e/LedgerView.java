package io.orcastra.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import java.util.ArrayList;
import java.util.List;

/** What an operator sees of the ledger: labels of config objects. */
final class LedgerView {

    private static final String ENTRY = "io.orcastra.ledger.entry.";

    private LedgerView() {}

    /** Actions that are recorded as under way. */
    static List<String> intents(EngineApi api) {
        return entries(api).stream().filter(e -> e.startsWith("intent.")).toList();
    }

    /** All entries as {@code key=value}. */
    static List<String> entries(EngineApi api) {
        List<String> entries = new ArrayList<>();
        for (JsonNode config : api.get("/configs")) {
            config.at("/Spec/Labels").fields().forEachRemaining(label -> {
                if (label.getKey().startsWith(ENTRY)) {
                    entries.add(label.getKey().substring(ENTRY.length()) + "=" + label.getValue().asText());
                }
            });
        }
        return entries;
    }
}
