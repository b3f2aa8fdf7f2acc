package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.facts.cluster.NodeRole;
import java.util.Locale;
import java.util.Set;

/** Promotes or demotes a node. */
public final class NodeRoleEdit {

    private NodeRoleEdit() { }

    public static SpecEdit to(NodeRole role) {
        String wanted = role.name().toLowerCase(Locale.ROOT);
        return node -> {
            if (node.path("Spec").path("Role").asText("").equals(wanted)) {
                return new SpecEdit.Leave("it is a " + wanted + " already");
            }
            ObjectNode spec = node.path("Spec").deepCopy();
            return new SpecEdit.Change(spec.put("Role", wanted), Set.of("/Role"));
        };
    }
}
