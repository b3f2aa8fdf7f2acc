package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.DockerRefused;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import java.util.ArrayList;
import java.util.List;

/** Removes one thing an engine stores, never by force: what has come into use is left, and so is a volume with a name. */
final class Removal {

    private static final int IN_USE = 409;

    private final DockerApi api;

    Removal(DockerApi api) {
        this.api = api;
    }

    /** @param kind {@code image}, {@code container} or {@code volume} */
    Answer of(String kind, String item) {
        try {
            switch (kind) {
                case "image" -> {
                    return image("sha256:" + item);
                }
                case "container" -> api.delete("/containers/" + item + "?v=false&force=false");
                default -> {
                    if (!Storage.isAnonymous(item, api.get("/volumes/" + item))) {
                        return new Answer(Answer.LEFT, "it is a volume with a name, and may be data");
                    }
                    api.delete("/volumes/" + item);
                }
            }
            return new Answer(Answer.DONE, "");
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
        List<String> names = new ArrayList<>();
        image.path("RepoTags").forEach(name -> names.add(name.asText()));
        if (names.size() < 2) {
            api.delete("/images/" + id);
        } else {
            names.forEach(name -> api.delete("/images/" + name));
        }
        return new Answer(Answer.DONE, "");
    }
}
