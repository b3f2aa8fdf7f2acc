package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.DockerRefused;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Removes one thing an engine stores, never by force: what has come into use is left, and so is what is young, and a volume
 * with a name that this agent was not given, whoever asks.
 */
final class Removal {

    private static final int IN_USE = 409;
    private static final String NO_ROOM = "no space left on device";

    private final DockerApi api;
    private final FirstSeen firstSeen;
    private final Duration grace;
    private final Set<String> volumes;
    private final Clock clock;

    /**
     * @param grace   how long something has been unused before it may go
     * @param volumes names of those that may go although they have one
     */
    Removal(DockerApi api, FirstSeen firstSeen, Duration grace, Set<String> volumes, Clock clock) {
        this.api = api;
        this.firstSeen = firstSeen;
        this.grace = grace;
        this.volumes = Set.copyOf(volumes);
        this.clock = clock;
    }

    /** @param kind {@code image}, {@code container} or {@code volume} */
    Answer of(String kind, String item) {
        try {
            return switch (kind) {
                case "image" -> image("sha256:" + item);
                case "container" -> unlessYoung(Ages.ended(api.get("/containers/" + item + "/json")),
                        () -> api.delete("/containers/" + item + "?v=false&force=false"));
                default -> volume(item);
            };
        } catch (NotFound gone) {
            return new Answer(Answer.LEFT, "it is not there any more");
        } catch (DockerRefused refused) {
            return new Answer(refused.status() == IN_USE ? Answer.LEFT : Answer.FAILED, refused.getMessage());
        } catch (DockerFailure failure) {
            return new Answer(Answer.FAILED, failure.getMessage());
        }
    }

    /** An image with several names goes by its names; before the first is taken off no container may be made from it. */
    private Answer image(String id) {
        if (!api.list("/containers/json" + Filters.with("ancestor", id).query() + "&all=1", JsonNode::isObject).isEmpty()) {
            return new Answer(Answer.LEFT, "a container is made from it by now");
        }
        JsonNode image = api.get("/images/" + id + "/json");
        return unlessYoung(Ages.image(image, firstSeen.of(id)), () -> deleteImage(id, image));
    }

    private Answer volume(String name) {
        JsonNode volume = api.get("/volumes/" + name);
        return Storage.isAnonymous(name, volume) || volumes.contains(name)
                ? unlessYoung(Ages.volume(volume), () -> api.delete("/volumes/" + name))
                : new Answer(Answer.LEFT, "it is a volume with a name, and may be data; this agent's GC_INCLUDE_VOLUMES does not name it");
    }

    private Answer unlessYoung(long since, Runnable deletion) {
        if (since > clock.instant().minus(grace).getEpochSecond()) {
            return new Answer(Answer.LEFT, "it has been unused for less than the " + grace.toSeconds()
                    + " s of this agent; maybe give it the daemon's GC_GRACE_PERIOD_SECONDS");
        }
        deletion.run();
        return new Answer(Answer.DONE, "");
    }

    private void deleteImage(String id, JsonNode image) {
        List<String> names = new ArrayList<>();
        image.path("RepoTags").forEach(name -> names.add(name.asText()));
        boolean noRoom = false;
        for (String name : names.size() < 2 ? List.of(id) : names) {
            noRoom |= !isDeleted(name);
        }
        if (noRoom && isThere(id)) {
            api.delete("/images/" + id);
        }
    }

    private boolean isThere(String image) {
        try {
            api.get("/images/" + image + "/json");
            return true;
        } catch (NotFound gone) {
            return false;
        }
    }

    /**
     * Where the disk is full the engine takes the name off the image, cannot write down that it did, and goes no further; the
     * image has no name then, and the next deletion needs no room.
     */
    private boolean isDeleted(String image) {
        try {
            api.delete("/images/" + image);
            return true;
        } catch (DockerRefused refused) {
            if (refused.answer().contains(NO_ROOM)) {
                return false;
            }
            throw refused;
        }
    }
}
