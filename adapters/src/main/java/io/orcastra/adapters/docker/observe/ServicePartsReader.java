package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import java.util.ArrayList;
import java.util.List;

/** What a service's specification says in lists: labels, constraints, spread preferences, mounts. */
final class ServicePartsReader {

    private ServicePartsReader() { }

    static List<Object> read(String id, JsonNode spec) {
        List<Object> facts = new ArrayList<>();
        JsonNode placement = Fields.at(spec, "TaskTemplate", "Placement");
        Fields.texts(spec.path("Labels")).forEach((key, value) -> facts.add(new ServiceLabel(id, key, value)));
        for (JsonNode expression : placement.path("Constraints")) {
            ConstraintReader.read(id, expression.asText("")).ifPresent(facts::add);
        }
        int rank = 0;
        for (JsonNode preference : placement.path("Preferences")) {
            facts.add(new SpreadPreference(id, Fields.text(preference, "Spread", "SpreadDescriptor"), rank++));
        }
        for (JsonNode mount : Fields.at(spec, "TaskTemplate", "ContainerSpec", "Mounts")) {
            facts.add(mount(id, mount));
        }
        return facts;
    }

    /** A type this code does not know is taken for a volume: data that may be tied to its node. */
    private static Mount mount(String id, JsonNode mount) {
        JsonNode driver = Fields.at(mount, "VolumeOptions", "DriverConfig");
        return new Mount(
                id,
                Fields.constant(MountType.class, Fields.text(mount, "Type"), MountType.VOLUME, MountType.VOLUME),
                Fields.text(mount, "Source"),
                Fields.text(mount, "Target"),
                mount.path("ReadOnly").asBoolean(false),
                Fields.text(driver, "Name"),
                !driver.path("Options").isEmpty());
    }
}
