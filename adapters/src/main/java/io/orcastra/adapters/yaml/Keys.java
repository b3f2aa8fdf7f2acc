package io.orcastra.adapters.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** All keys of one kind of file. */
record Keys(List<Key> all) {
    private static final String DEPENDENCIES = "dependencies";

    private static final Keys INVENTORY = new Keys(List.of(
            Key.of("leader", "hostname", "", "First manager of a swarm to be made. Not in force yet."),
            Key.of("advertise_addr", "IP address", "", "Address the leader is reached at. Not in force yet."),
            Key.of("nodes", "map", "", "Inventory of nodes, by hostname as `docker node ls` prints it."),
            Key.of("nodes.<hostname>", "map", "", "One node."),
            Key.of("nodes.<hostname>.ip", "IP address or name", "", "Where the node is reached."),
            Key.of("nodes.<hostname>.labels", "list of names, or map", "",
                    "Labels the node always has. `ssd` means `ssd=true`; `zone=a` or `zone: a` gives another value."),
            Key.of("nodes.<hostname>.labels.<label>", "text", "", "Value of a label, in the map form."),
            Key.of("nodes.<hostname>.labels[].<label>", "text", "", "Value of a label, in a list entry `zone: a`."),
            Key.of("nodes.<hostname>.role", "`manager` or `worker`", "", "Wished role. Not in force yet."),
            Key.of("nodes.<hostname>.heal", "`true` or `false`", "", "May be joined again. Not in force yet."),
            Key.of("options", "map", "", "How Orcastra goes about its work."),
            Key.of("options.prune_unknown_labels", "`true` or `false`", "false",
                    "Remove node labels that neither inventory nor an anchor gives. `PRUNE_UNKNOWN_LABELS` wins."),
            Key.of("options.protected_labels", "list of patterns", "",
                    "Labels never pruned; `*` stands for any characters, `?` for one."),
            Key.number("options.settle_seconds", new Range(1, 3600), "60",
                    "Nothing is decided for so long after the swarm's leader changed."),
            Key.number("options.cooldown_seconds", new Range(0, 86_400), "30",
                    "After a success the same wish rests for so long."),
            Key.of("options.lease", "map", "", "Which of several instances acts."),
            Key.number("options.lease.renew_seconds", new Range(1, 600), "20",
                    "The holder writes its lease at most so often; each write is an entry in the swarm's Raft log."),
            Key.number("options.lease.free_seconds", new Range(2, 3600), "30",
                    "A lease not renewed for so long is free. More than `renew_seconds`."),
            Key.of("options.budgets", "map", "", "How much may be disturbed. Moves and restarts of services count."),
            Key.number("options.budgets.moves_per_cycle", new Range(0, 1000), "5", "Begun in one cycle."),
            Key.number("options.budgets.moves_per_node", new Range(0, 1000), "2", "Under way at once to one node."),
            Key.number("options.budgets.moves_per_hour", new Range(0, 10_000), "20", "Begun in any 60 minutes."),
            Key.of("movable", "list", "",
                    "Services that may leave node-local data behind: full names as `docker service ls` prints them, "
                            + "or `{stack: …, name: …}`."),
            Key.of("movable[].stack", "name", "", "Stack of the service; without it `name` is the full name."),
            Key.of("movable[].name", "name", "", "Name of the service inside its stack.")));

    private static final Keys FOLLOWING = new Keys(List.of(
            Key.of(DEPENDENCIES, "map", "", "Who follows whom, by anchor."),
            Key.of("dependencies.<anchor>", "map, or list of services", "",
                    "The anchor is the service `<stack>_<anchor>`; the nodes where it runs get the label "
                            + "`<anchor>=true`. The list form is `services` alone."),
            Key.of("dependencies.<anchor>.stack", "name", "STACK_NAME", "Stack of the anchor and of its dependents."),
            Key.of("dependencies.<anchor>.restart_dependents", "`true` or `false`", "RESTART_DEPENDENTS",
                    "Restart the dependents once after the anchor failed and runs again."),
            Key.numbers("dependencies.<anchor>.retry_intervals", new Range(1, 86_400), "[2, 10, 60, 300, 900]",
                    "Seconds between attempts to mend; the last one repeats."),
            Key.of("dependencies.<anchor>.services", "list", "",
                    "Services that follow: short names of the same stack, or `{stack: …, name: …}`."),
            Key.of("dependencies.<anchor>.services[].stack", "name", "",
                    "Stack of the dependent; without it `name` is the full name."),
            Key.of("dependencies.<anchor>.services[].name", "name", "", "Name of the dependent inside its stack.")));

    private static final Keys REBALANCE = new Keys(List.of(
            Key.of("default", "map", "", "What holds for every service."),
            Key.number("default.cooldown_minutes", new Range(0, 10_080), "15", "Rest of a service after a move."),
            Key.number("default.sustained_high_minutes", new Range(0, 10_080), "10", "How long pressure must last."),
            Key.of("default.memory_difference_gb", "number", "2", "How much more the target must have free."),
            Key.of("default.rebalance_buffer_gb", "number", "1", "What must stay free on the target."),
            Key.of("default.dependencies_file", "path", "", "Where the older form kept its dependencies."),
            Key.of("services", "map", "", "What holds for one service instead."),
            Key.of("services.<service>", "map", "", "One service."),
            Key.number("services.<service>.cooldown_minutes", new Range(0, 10_080), "", "See `default`."),
            Key.number("services.<service>.sustained_high_minutes", new Range(0, 10_080), "", "See `default`."),
            Key.of("services.<service>.memory_difference_gb", "number", "", "See `default`.")));

    static Keys of(FileKind kind) {
        return switch (kind) {
            case SWARM -> new Keys(Stream.concat(INVENTORY.all.stream(), FOLLOWING.all.stream()).toList());
            case NODES -> INVENTORY;
            case DEPENDENCIES -> FOLLOWING.below(DEPENDENCIES);
            case REBALANCE -> new Keys(Stream.concat(REBALANCE.all.stream(), MemorySourceKeys.ALL.stream()).toList());
        };
    }

    List<Key> childrenOf(String parent) {
        return all.stream().filter(key -> key.parent().equals(parent)).toList();
    }

    Key get(String path) {
        return all.stream().filter(key -> key.path().equals(path)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("no key " + path + " is declared"));
    }

    private Keys below(String root) {
        List<Key> inner = new ArrayList<>();
        for (Key key : all) {
            if (key.path().startsWith(root + ".")) {
                String path = key.path().substring(root.length() + 1);
                inner.add(new Key(path, key.form(), key.defaultValue(), key.meaning(), key.range()));
            }
        }
        return new Keys(List.copyOf(inner));
    }
}
