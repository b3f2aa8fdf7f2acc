package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What to do about an object of the swarm: asked anew with every reading of it, so a conflict is a new decision. */
@FunctionalInterface
public interface SpecEdit {

    /** @param object as the engine answered it; must not be changed */
    Decision decide(JsonNode object);

    /** The answer. */
    sealed interface Decision permits Change, Leave, Refuse {
    }

    /**
     * Write this.
     *
     * @param spec  the object's whole new spec
     * @param meant JSON pointers into the spec: nothing may differ but at or below these
     */
    record Change(JsonNode spec, Set<String> meant) implements Decision {
        public Change {
            meant = Set.copyOf(meant);
        }
    }

    /** It is already as wanted. */
    record Leave(String reason) implements Decision {
    }

    /** It must not be written as it is now. */
    record Refuse(String reason) implements Decision {
    }
}
