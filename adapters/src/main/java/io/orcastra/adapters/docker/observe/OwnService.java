package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A service that Orcastra made, as the engine answered it. */
public record OwnService(JsonNode json) {

    /** Told by a label, because it is the only mark a user can set and take away by hand. */
    public static final String LABEL = "orchestration.deployed.by";
    public static final String OWNER = "orcastra";

    public static final String LABELS = "/Labels";
    public static final String IMAGE = "/TaskTemplate/ContainerSpec/Image";
    public static final String NETWORKS = "/TaskTemplate/Networks";

    /** All places a file may say something about. */
    public static final List<String> PLACES = List.of(LABELS, IMAGE, NETWORKS,
            "/TaskTemplate/ContainerSpec/Args", "/TaskTemplate/ContainerSpec/Env", "/TaskTemplate/ContainerSpec/Labels",
            "/TaskTemplate/ContainerSpec/Mounts", "/TaskTemplate/ContainerSpec/StopSignal",
            "/TaskTemplate/ContainerSpec/StopGracePeriod", "/TaskTemplate/ContainerSpec/Healthcheck",
            "/TaskTemplate/RestartPolicy", "/TaskTemplate/Placement/Constraints", "/TaskTemplate/LogDriver", "/EndpointSpec");

    public static boolean isOne(JsonNode service) {
        return OWNER.equals(Fields.text(service, "Spec", "Labels", LABEL));
    }

    boolean hasNetworks() {
        return !json.path("Spec").at(NETWORKS).isEmpty();
    }

    List<Object> facts(Networks networks) {
        String id = Fields.text(json, "ID");
        List<Object> facts = new ArrayList<>();
        facts.add(new DeployedService(id, Fields.text(json, "Spec", "Name")));
        settings(networks).forEach(setting -> facts.add(new DeployedSetting(id, SpecSetting.parse(setting).mark())));
        return facts;
    }

    /**
     * With their values, secrets among them. Networks by name, and an image with a digest without it as well: both are what stands
     * there.
     */
    public Set<String> settings(Networks networks) {
        Set<String> settings = new TreeSet<>();
        JsonNode spec = json.path("Spec");
        for (String place : PLACES) {
            JsonNode value = place.equals(NETWORKS) ? named(spec.at(place), networks) : spec.at(place);
            settings.add(new SpecSetting(place, value).text());
        }
        String image = spec.at(IMAGE).asText("");
        if (image.contains("@")) {
            settings.add(new SpecSetting(IMAGE, TextNode.valueOf(image.substring(0, image.indexOf('@')))).text());
        }
        return settings;
    }

    private static JsonNode named(JsonNode attachments, Networks networks) {
        JsonNode named = attachments.deepCopy();
        for (JsonNode attachment : named) {
            ((ObjectNode) attachment).put("Target", networks.name(attachment.path("Target").asText("")));
        }
        return named;
    }
}
