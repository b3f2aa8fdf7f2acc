package io.orcastra.adapters.docker.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.DockerRefused;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.docker.api.VersionConflict;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * One Docker config object per page. The data of a config is immutable and only explains the object to whoever finds
 * it; the entries are labels, which SwarmKit updates by compare-and-set of the object's version.
 *
 * <p>Writes go through raft to every manager, so pages are small: one that would exceed 256 KiB is refused as
 * unavailable (SwarmKit's own limit lies between 1.1 and 3.4 MB).
 */
public final class SwarmConfigLedger implements Ledger {

    /** Label that marks a config as a page of the ledger; its value is the page's name. */
    public static final String PAGE_LABEL = "io.orcastra.ledger";

    private static final String ENTRY_PREFIX = "io.orcastra.ledger.entry.";
    private static final String NAME_PREFIX = "orcastra-ledger-";
    private static final int LARGEST_PAGE = 256 * 1024;
    private static final String EXPLANATION = """
            This config is a page of Orcastra's ledger: what it has to remember when it restarts.
            The content is in the labels. Remove it only while no instance of Orcastra runs.
            """;

    private final DockerApi api;

    public SwarmConfigLedger(DockerApi api) {
        this.api = api;
    }

    @Override
    public Map<String, LedgerPage> read() throws LedgerUnavailable {
        Map<String, LedgerPage> pages = new HashMap<>();
        try {
            api.list("/configs" + Filters.with("label", PAGE_LABEL).query(), SwarmConfigLedger::page)
                    .forEach(page -> pages.put(page.name(), page));
        } catch (DockerFailure failure) {
            throw unavailable(failure);
        }
        return pages;
    }

    /** One page in a request of its own; absent when it was never written. */
    public LedgerPage page(String name) throws LedgerUnavailable {
        try {
            return page(api.get("/configs/" + NAME_PREFIX + name));
        } catch (NotFound neverWritten) {
            return LedgerPage.absent(name);
        } catch (DockerFailure failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable {
        ObjectNode spec = spec(page.name(), entries);
        try {
            if (page.version() == 0) {
                create(spec);
            } else {
                api.post("/configs/" + NAME_PREFIX + page.name() + "/update?version=" + page.version(), spec);
            }
            return page(api.get("/configs/" + NAME_PREFIX + page.name()));
        } catch (VersionConflict | NotFound somebodyWrote) {
            throw new LedgerConflict(page.name());
        } catch (DockerRefused refused) {
            if (refused.status() == 409) {
                throw new LedgerConflict(page.name());
            }
            throw unavailable(refused);
        } catch (DockerFailure failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void remove(String page) throws LedgerUnavailable {
        try {
            api.delete("/configs/" + NAME_PREFIX + page);
        } catch (NotFound alreadyGone) {
            return;
        } catch (DockerFailure failure) {
            throw unavailable(failure);
        }
    }

    private void create(ObjectNode spec) {
        spec.put("Data", Base64.getEncoder().encodeToString(EXPLANATION.getBytes(StandardCharsets.UTF_8)));
        api.post("/configs/create", spec);
    }

    private static ObjectNode spec(String page, Map<String, String> entries) throws LedgerUnavailable {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("Name", NAME_PREFIX + page);
        ObjectNode labels = spec.putObject("Labels");
        labels.put(PAGE_LABEL, page);
        entries.forEach((key, value) -> labels.put(ENTRY_PREFIX + key, value));
        int size = spec.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_PAGE) {
            throw new LedgerUnavailable("The ledger page \"" + page + "\" would be " + size + " bytes, more than "
                    + LARGEST_PAGE + ".\nMaybe the specification to be kept is unusually large.", null);
        }
        return spec;
    }

    private static LedgerPage page(JsonNode config) {
        Map<String, String> entries = new HashMap<>();
        JsonNode labels = config.path("Spec").path("Labels");
        labels.fields().forEachRemaining(label -> {
            if (label.getKey().startsWith(ENTRY_PREFIX)) {
                entries.put(label.getKey().substring(ENTRY_PREFIX.length()), label.getValue().asText(""));
            }
        });
        return new LedgerPage(labels.path(PAGE_LABEL).asText(""), entries, config.path("Version").path("Index").asLong());
    }

    private static LedgerUnavailable unavailable(DockerFailure failure) {
        return new LedgerUnavailable(failure.getMessage(), failure);
    }
}
