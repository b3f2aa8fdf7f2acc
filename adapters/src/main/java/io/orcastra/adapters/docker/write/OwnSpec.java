package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.observe.Networks;
import io.orcastra.adapters.docker.observe.OwnService;
import io.orcastra.adapters.docker.observe.SpecSetting;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a service of our own is to be like. */
public record OwnSpec(List<SpecSetting> settings, Networks networks) {
    public OwnSpec {
        settings = List.copyOf(settings);
    }

    /** A network that is asked for and not there. */
    public Optional<String> missingNetwork() {
        return settings.stream().filter(setting -> setting.place().equals(OwnService.NETWORKS))
                .flatMap(setting -> setting.value().findValuesAsText("Target").stream())
                .filter(name -> networks.id(name).isEmpty()).findFirst();
    }

    /** Puts on only what is lacking, and refuses a service that is not ours (any more). */
    public SpecEdit edit() {
        return service -> {
            if (!OwnService.isOne(service)) {
                return new SpecEdit.Refuse("it was made by somebody else");
            }
            List<SpecSetting> lacking = lacking(service);
            if (lacking.isEmpty()) {
                return new SpecEdit.Leave("it is as its file says");
            }
            ObjectNode spec = service.path("Spec").deepCopy();
            lacking.forEach(setting -> put(spec, setting));
            return new SpecEdit.Change(spec, places(lacking));
        };
    }

    /** The whole spec of a global service that is not there yet. */
    ObjectNode created(String name) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("Name", name);
        spec.putObject("Mode").putObject("Global");
        settings.forEach(setting -> put(spec, setting));
        return spec;
    }

    List<SpecSetting> lacking(JsonNode service) {
        Set<String> present = new OwnService(service).settings(networks);
        return settings.stream().filter(setting -> !present.contains(setting.text())).toList();
    }

    static Set<String> places(Collection<SpecSetting> settings) {
        return settings.stream().map(SpecSetting::place).collect(Collectors.toSet());
    }

    private void put(ObjectNode spec, SpecSetting setting) {
        JsonPointer at = JsonPointer.compile(setting.place());
        String member = at.last().getMatchingProperty();
        if (setting.value().isNull()) {
            if (spec.at(at.head()) instanceof ObjectNode parent) {
                parent.remove(member);
            }
            return;
        }
        ObjectNode parent = spec;
        for (JsonPointer step = at.head(); !step.matches(); step = step.tail()) {
            String name = step.getMatchingProperty();
            parent = parent.path(name) instanceof ObjectNode there ? there : parent.putObject(name);
        }
        parent.set(member, setting.place().equals(OwnService.NETWORKS) ? attached(setting.value()) : setting.value());
    }

    /** With ids, as the engine itself would write them, so that what is read afterwards can be compared. */
    private JsonNode attached(JsonNode byName) {
        JsonNode attachments = byName.deepCopy();
        for (JsonNode attachment : attachments) {
            String name = attachment.path("Target").asText("");
            ((ObjectNode) attachment).put("Target", networks.id(name).orElse(name));
        }
        return attachments;
    }
}
