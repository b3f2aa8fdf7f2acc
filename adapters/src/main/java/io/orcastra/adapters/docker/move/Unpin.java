package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import io.orcastra.adapters.docker.write.SpecEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes every trace of ours off a service. Where nobody wrote meanwhile, the stored spec is written exactly; otherwise
 * our constraints and those values of the update configuration that are still ours are cut out.
 *
 * @param pins         expressions that are ours
 * @param unpinned     what the spec was to be in the end, if it is known
 * @param updateConfig the owner's update configuration; a missing node when there was none or it is not known
 */
record Unpin(Set<String> pins, Optional<JsonNode> unpinned, JsonNode updateConfig) implements SpecEdit {

    private static final Set<String> STOPPED = Set.of("paused", "rollback_paused");

    @Override
    public Decision decide(JsonNode service) {
        JsonNode spec = service.path("Spec");
        if (unpinned.isPresent() && isOurs(spec, unpinned.get())) {
            return JsonDifference.same(spec, unpinned.get()) && !isStopped(service)
                    ? new Leave("the spec is what it was")
                    : new Change(unpinned.get(), Pinning.PLACES);
        }
        ObjectNode cleaned = spec.deepCopy();
        Constraints.remove(cleaned, pins, unpinned.orElseGet(MissingNode::getInstance));
        UpdatePolicy.takeOff(cleaned, updateConfig);
        if (!JsonDifference.same(spec, cleaned)) {
            return new Change(cleaned, Pinning.PLACES);
        }
        return isTakenBack(spec) && isStopped(service)
                ? new Change(cleaned, Pinning.PLACES)
                : new Leave("nothing of ours is left on it");
    }

    /**
     * Whether it is what Swarm puts back when it takes an action of ours back: the stored spec after a move, the one that
     * a restart makes the stored one of otherwise.
     */
    boolean isTakenBack(JsonNode spec) {
        return unpinned.filter(stored -> JsonDifference.same(spec, stored)
                || JsonDifference.same(Pinning.restarting(spec, new Pin(List.of())).unpinned(), stored)).isPresent();
    }

    /**
     * Whether Swarm has stopped the update, which was ours if nobody wrote since. Left so, it would keep everybody from
     * a second attempt; any write ends it, that of the same spec too.
     */
    static boolean isStopped(JsonNode service) {
        return STOPPED.contains(service.path("UpdateStatus").path("State").asText());
    }

    /** Whether it is the stored spec, with or without a pin of ours: nobody else changed anything. */
    private boolean isOurs(JsonNode spec, JsonNode stored) {
        List<String> present = Constraints.of(spec);
        present.removeAll(Constraints.of(stored));
        if (!pins.containsAll(present)) {
            return false;
        }
        return JsonDifference.same(spec, stored)
                || Pinning.isPinned(spec, stored, present);
    }
}
