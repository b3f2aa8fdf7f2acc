package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.Locale;

/** A service as the engine answered it. */
record ServiceReading(JsonNode object) {

    private static final long DEFAULT_GRACE_NANOS = Duration.ofSeconds(10).toNanos();

    String id() {
        return object.path("ID").asText();
    }

    String name() {
        return spec().path("Name").asText();
    }

    JsonNode spec() {
        return object.path("Spec");
    }

    /** A missing node when there is none. */
    JsonNode previousSpec() {
        return object.path("PreviousSpec");
    }

    String image() {
        return spec().at("/TaskTemplate/ContainerSpec/Image").asText();
    }

    /** 0 for global services. */
    int replicas() {
        return spec().at("/Mode/Replicated/Replicas").asInt();
    }

    boolean isJob() {
        JsonNode mode = spec().path("Mode");
        return mode.has("ReplicatedJob") || mode.has("GlobalJob");
    }

    Duration stopGrace() {
        return Duration.ofNanos(spec().at("/TaskTemplate/ContainerSpec/StopGracePeriod").asLong(DEFAULT_GRACE_NANOS));
    }

    Duration updateDelay() {
        return Duration.ofNanos(spec().path(UpdatePolicy.MEMBER).path("Delay").asLong(0));
    }

    /** A state not known here counts as an update under way, in which nothing is written. */
    UpdateState updateState() {
        String state = object.path("UpdateStatus").path("State").asText("");
        try {
            return state.isEmpty() ? UpdateState.NONE : UpdateState.valueOf(state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return UpdateState.UPDATING;
        }
    }

    /** Whether the present spec came by a rollback, be it over or not. */
    boolean isRolledBack() {
        return switch (updateState()) {
            case ROLLBACK_STARTED, ROLLBACK_PAUSED, ROLLBACK_COMPLETED -> true;
            case NONE, UPDATING, PAUSED, COMPLETED -> false;
        };
    }

    /** Whether an update or rollback runs or waits for somebody. */
    boolean isBeingUpdated() {
        return switch (updateState()) {
            case NONE, COMPLETED, ROLLBACK_COMPLETED -> false;
            case UPDATING, PAUSED, ROLLBACK_STARTED, ROLLBACK_PAUSED -> true;
        };
    }
}
