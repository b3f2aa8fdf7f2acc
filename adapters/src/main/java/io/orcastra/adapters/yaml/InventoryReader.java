package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code leader}, {@code advertise_addr} and {@code nodes}. */
final class InventoryReader {
    /** A label with the place it was written at. */
    record Placed(InventoryLabel label, Value at) {
    }

    private final List<InventoryNode> nodes = new ArrayList<>();
    private final List<Placed> labels = new ArrayList<>();

    InventoryReader(Section root) {
        Section inventory = root.section("nodes");
        inventory.entries().forEach(this::node);
        leader(root, inventory);
    }

    List<InventoryNode> nodes() {
        return nodes;
    }

    List<Placed> labels() {
        return labels;
    }

    private static void leader(Section root, Section inventory) {
        Optional<Value> leader = root.get("leader");
        Optional<Value> address = root.get("advertise_addr");
        address.ifPresent(Value::text);
        leader.ifPresent(value -> value.text()
                .filter(name -> inventory.entries().stream().noneMatch(entry -> entry.name().equals(name)))
                .ifPresent(name -> value.warning("leader is " + Seen.quoted(name) + ", which is not one of the nodes",
                        "Maybe a typing mistake, or add it under nodes.")));
        leader.or(() -> address).ifPresent(value -> value.warning(
                value.path() + " is not in force yet: no swarm is made or joined",
                "Maybe leave it: it will be used once Orcastra can do that."));
    }

    private void node(Section.Entry entry) {
        Optional<Section> section = entry.value().isNull() ? Optional.empty() : entry.value().section();
        String address = section.flatMap(node -> node.get("ip")).flatMap(Value::text).orElse("");
        nodes.add(new InventoryNode(entry.name(), address));
        section.flatMap(node -> node.get("labels")).ifPresent(value -> labels(entry.name(), value));
        section.flatMap(node -> node.get("role")).ifPresent(InventoryReader::role);
        section.flatMap(node -> node.get("heal")).ifPresent(InventoryReader::heal);
    }

    private static void role(Value value) {
        value.text().ifPresent(role -> {
            if (!role.equals("manager") && !role.equals("worker")) {
                value.unexpected("manager or worker", "Maybe write role: worker.");
            } else {
                notYet(value);
            }
        });
    }

    private static void heal(Value value) {
        value.flag().ifPresent(wished -> notYet(value));
    }

    private static void notYet(Value value) {
        value.warning(value.path() + " is not in force yet",
                "Maybe leave it: it will be used once Orcastra can join nodes.");
    }

    private void labels(String hostname, Value value) {
        Map<String, String> given = new LinkedHashMap<>();
        if (value.isMapping()) {
            value.section().orElseThrow().entries().forEach(entry -> label(hostname, entry, given));
            return;
        }
        for (Value item : value.list().orElse(List.of())) {
            if (item.isMapping()) {
                item.section().orElseThrow().entries().forEach(entry -> label(hostname, entry, given));
            } else {
                item.text().ifPresent(text -> label(hostname, text, item, given));
            }
        }
    }

    private void label(String hostname, Section.Entry entry, Map<String, String> given) {
        if (entry.value().isNull()) {
            entry.key().error("label " + Seen.quoted(entry.name()) + " has no value", "Maybe write true behind the colon.");
            return;
        }
        entry.value().text().ifPresent(value -> label(hostname, entry.name(), value, entry.key(), given));
    }

    private void label(String hostname, String text, Value at, Map<String, String> given) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            label(hostname, text, "true", at, given);
        } else {
            label(hostname, text.substring(0, equals), text.substring(equals + 1), at, given);
        }
    }

    private void label(String hostname, String key, String value, Value at, Map<String, String> given) {
        if (LabelKey.checked(key, at).isEmpty()) {
            return;
        }
        String earlier = given.putIfAbsent(key, value);
        if (earlier == null) {
            labels.add(new Placed(new InventoryLabel(hostname, key, value), at));
        } else if (earlier.equals(value)) {
            at.warning("label " + Seen.quoted(key) + " is given to " + hostname + " twice", "Maybe remove one.");
        } else {
            at.error("label " + Seen.quoted(key) + " of " + hostname + " is both " + Seen.quoted(earlier) + " and "
                    + Seen.quoted(value), "Maybe remove one.");
        }
    }
}
