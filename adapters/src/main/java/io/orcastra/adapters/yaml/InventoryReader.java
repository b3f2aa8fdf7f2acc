package io.orcastra.adapters.yaml;

import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.facts.policy.PoweredOff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code leader}, {@code advertise_addr} and {@code nodes}. */
final class InventoryReader {
    /** A label with the place it was written at. */
    record Placed(InventoryLabel label, Value at) {
    }

    /** The fewest of which one may be lost; more of them slow down every write. */
    private static final int DEFAULT_MANAGERS = 3;

    private final List<InventoryNode> nodes = new ArrayList<>();
    private final List<Object> wishes = new ArrayList<>();
    private final List<Placed> labels = new ArrayList<>();

    InventoryReader(Section root) {
        Section inventory = root.section("nodes");
        inventory.entries().forEach(this::node);
        Optional<String> address = root.get("advertise_addr").flatMap(Address::advertised);
        root.get("leader").ifPresent(value -> leader(value, address));
    }

    List<InventoryNode> nodes() {
        return nodes;
    }

    /** How a swarm is made, which roles are kept, which nodes may be mended, and which have no power. */
    List<Object> wishes() {
        return wishes;
    }

    List<Placed> labels() {
        return labels;
    }

    private void leader(Value value, Optional<String> address) {
        Optional<String> leader = value.text();
        if (leader.filter(name -> nodes.stream().noneMatch(node -> node.hostname().equals(name))).isPresent()) {
            value.warning("leader is " + Seen.quoted(leader.get()) + ", which is not one of the nodes",
                    "Maybe a typing mistake, or add it under nodes.");
        } else {
            leader.ifPresent(name -> {
                wishes.add(founding(name, address));
                unfit(name, value);
            });
        }
    }

    private void unfit(String leader, Value value) {
        if (roles(NodeRole.WORKER).anyMatch(leader::equals)) {
            value.warning("leader is " + Seen.quoted(leader) + ", whose role is worker",
                    "Maybe write role: manager there, or name another leader.");
        }
        boolean asked = nodes.stream().anyMatch(node -> !node.address().isEmpty());
        if (asked && nodes.stream().anyMatch(node -> node.hostname().equals(leader) && node.address().isEmpty())) {
            value.warning("leader is " + Seen.quoted(leader) + ", which has no ip: it is not asked over SSH, and no swarm is made",
                    "Maybe write its ip under nodes.");
        }
    }

    /** The leader and those written as managers; where none is written, the next ones without a role up to three. */
    private Founding founding(String leader, Optional<String> address) {
        List<String> others = roles(NodeRole.MANAGER).filter(name -> !name.equals(leader)).toList();
        if (roles(NodeRole.MANAGER).findAny().isEmpty()) {
            List<String> workers = roles(NodeRole.WORKER).toList();
            List<String> free = nodes.stream().map(InventoryNode::hostname)
                    .filter(name -> !name.equals(leader) && !workers.contains(name)).toList();
            others = free.size() < DEFAULT_MANAGERS - 1 ? List.of() : free.subList(0, DEFAULT_MANAGERS - 1);
        }
        String own = nodes.stream().filter(node -> node.hostname().equals(leader)).map(InventoryNode::address).findFirst().orElse("");
        Set<String> managers = new LinkedHashSet<>(others);
        managers.add(leader);
        return new Founding(leader, address.orElse(own), managers);
    }

    private Stream<String> roles(NodeRole role) {
        return wishes.stream().filter(wish -> wish instanceof InventoryRole written && written.role() == role)
                .map(wish -> ((InventoryRole) wish).hostname());
    }

    private void node(Section.Entry entry) {
        Optional<Section> section = entry.value().isNull() ? Optional.empty() : entry.value().section();
        String address = section.flatMap(node -> node.get("ip")).flatMap(Address::host).orElse("");
        nodes.add(new InventoryNode(entry.name(), address));
        section.flatMap(node -> node.get("labels")).ifPresent(value -> labels(entry.name(), value));
        section.flatMap(node -> node.get("role")).ifPresent(value -> role(entry.name(), value));
        section.flatMap(node -> node.get("heal")).ifPresent(value -> heal(entry.name(), value));
        section.flatMap(node -> node.get("off")).flatMap(Value::flag).filter(off -> off)
                .ifPresent(off -> wishes.add(new PoweredOff(entry.name())));
    }

    private void role(String hostname, Value value) {
        value.text().ifPresent(role -> {
            if (!role.equals("manager") && !role.equals("worker")) {
                value.unexpected("manager or worker", "Maybe write role: worker.");
            } else {
                wishes.add(new InventoryRole(hostname, NodeRole.valueOf(role.toUpperCase(Locale.ROOT))));
            }
        });
    }

    private void heal(String hostname, Value value) {
        value.flag().filter(wished -> wished).ifPresent(wished -> wishes.add(new HealedNode(hostname)));
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
