package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import io.orcastra.adapters.docker.write.SpecEdit;

/**
 * Takes a whole action back, ForceUpdate included, so that Swarm replaces no task that it has not touched yet. Also
 * where Swarm has put the old spec back itself but then stopped: any write ends a stopped update.
 *
 * @param before what the spec was
 * @param ours   what the action wrote
 * @param other  what is done where somebody else wrote meanwhile
 */
record Return(JsonNode before, JsonNode ours, Unpin other) implements SpecEdit {

    @Override
    public Decision decide(JsonNode service) {
        JsonNode spec = service.path("Spec");
        if (JsonDifference.same(spec, before)) {
            return Unpin.isStopped(service)
                    ? new Change(before, Pinning.PLACES_OF_RESTART)
                    : new Leave("the spec is what it was");
        }
        return JsonDifference.same(spec, ours) ? new Change(before, Pinning.PLACES_OF_RESTART) : other.decide(service);
    }
}
