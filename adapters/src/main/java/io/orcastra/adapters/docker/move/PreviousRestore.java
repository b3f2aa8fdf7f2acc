package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.write.SpecEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to write when a service bears a pin of ours outside any action. After a rollback, which is the owner's, that is
 * the owner's own previous version; where there was none, and where no rollback brought the pin, it is the present
 * version without our traces.
 */
record PreviousRestore(ServicePage page) implements SpecEdit {

    /** The owner rolled the whole spec back, so the whole spec may differ. */
    private static final Set<String> EVERYWHERE = Set.of("");

    @Override
    public Decision decide(JsonNode service) {
        JsonNode spec = service.path("Spec");
        if (!Constraints.hasAny(spec, page.pins())) {
            return new Leave("it bears no pin of ours");
        }
        if (!UpdatePolicy.isOn(spec)) {
            return new Refuse("the constraint is the owner's own");
        }
        Optional<JsonNode> previous = page.previous()
                .filter(stored -> new ServiceReading(service).isRolledBack() && !page.isPolluted(stored));
        if (previous.isPresent()) {
            return new Change(previous.get(), EVERYWHERE);
        }
        JsonNode unpinned = service.path("PreviousSpec");
        List<String> pins = new ArrayList<>(Constraints.of(spec));
        pins.removeAll(Constraints.of(unpinned));
        if (unpinned.isObject() && Pinning.isPinned(spec, unpinned, pins)) {
            return new Change(unpinned, Pinning.PLACES);
        }
        return new Unpin(page.pins(), Optional.empty(), page.updateConfig()).decide(service);
    }
}
