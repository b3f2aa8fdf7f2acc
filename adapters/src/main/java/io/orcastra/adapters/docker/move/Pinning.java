package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A service's spec without and with a pin of ours.
 *
 * @param unpinned what the spec shall be in the end
 * @param tasks    after how many tasks the update is held; 0 when it goes on to the last one
 */
record Pinning(JsonNode unpinned, Pin pin, int tasks) {

    private static final String FORCE_UPDATE = "ForceUpdate";

    /** Every place of a spec at which a pinned one may differ from the owner's. */
    static final Set<String> PLACES = places(UpdatePolicy.PLACES, Constraints.PLACE);

    static final Set<String> PLACES_OF_RESTART = places(PLACES, "/TaskTemplate/" + FORCE_UPDATE);

    static Pinning moving(JsonNode spec, Pin pin) {
        return new Pinning(spec, pin, 0);
    }

    /** Whether it is that spec with that pin of ours and nothing else. */
    static boolean isPinned(JsonNode spec, JsonNode unpinned, List<String> pins) {
        return JsonDifference.same(spec, new Pinning(unpinned, new Pin(pins), UpdatePolicy.heldAfter(spec)).pinned());
    }

    /** ForceUpdate is one higher, and stays so. */
    static Pinning restarting(JsonNode spec, Pin pin) {
        ObjectNode restarted = spec.deepCopy();
        ObjectNode template = restarted.withObjectProperty("TaskTemplate");
        template.put(FORCE_UPDATE, template.path(FORCE_UPDATE).asLong() + 1);
        return new Pinning(restarted, pin, 0);
    }

    /** Without a pin there is nothing to be undone, so that the update configuration stays the owner's too. */
    ObjectNode pinned() {
        ObjectNode spec = unpinned.deepCopy();
        if (!pin.expressions().isEmpty()) {
            Constraints.add(spec, pin.expressions());
            UpdatePolicy.putOn(spec, tasks);
        }
        return spec;
    }

    private static Set<String> places(Set<String> some, String other) {
        Set<String> all = new HashSet<>(some);
        all.add(other);
        return Set.copyOf(all);
    }
}
