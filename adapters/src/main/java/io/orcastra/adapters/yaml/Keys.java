package io.orcastra.adapters.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** All keys of one kind of file. */
record Keys(List<Key> all) {
    private static final String DEPENDENCIES = "dependencies";

    private static final Keys INVENTORY = new Keys(List.of(
            Key.of("leader", "hostname", "", "First manager of a swarm that is made."),
            Key.of("advertise_addr", "IP address", "", "Address the others reach the leader at; its `ip` when absent."),
            Key.of("nodes", "map", "", "Inventory of nodes, by hostname as `docker node ls` prints it."),
            Key.of("nodes.<hostname>", "map", "", "One node."),
            Key.of("nodes.<hostname>.ip", "IP address or name", "", "Where the node is reached."),
            Key.of("nodes.<hostname>.labels", "list of names, or map", "",
                    "Labels the node always has. `ssd` means `ssd=true`; `zone=a` or `zone: a` gives another value."),
            Key.of("nodes.<hostname>.labels.<label>", "text", "", "Value of a label, in the map form."),
            Key.of("nodes.<hostname>.labels[].<label>", "text", "", "Value of a label, in a list entry `zone: a`."),
            Key.of("nodes.<hostname>.role", "`manager` or `worker`", "",
                    "Role the node is kept in; without it a node keeps the role it has, and joins as a worker."),
            Key.of("nodes.<hostname>.heal", "`true` or `false`", "",
                    "Whether the node is mended: its engine restarted, a former entry removed."),
            Key.of("nodes.<hostname>.off", "`true` or `false`", "",
                    "The machine has no power: what Swarm last heard of it is not waited for, see `fencing`."),
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
            Key.of("options.budgets", "map", "", "How much may be disturbed. Moves and restarts count, of containers and engines too."),
            Key.number("options.budgets.moves_per_cycle", new Range(0, 1000), "5", "Begun in one cycle."),
            Key.number("options.budgets.moves_per_node", new Range(0, 1000), "2",
                    "Under way at once to one node; one of several tasks is one."),
            Key.number("options.budgets.moves_per_hour", new Range(0, 10_000), "20", "Begun in any 60 minutes."),
            Key.number("options.budgets.emergency_moves_per_cycle", new Range(0, 1000), "",
                    "Begun in one cycle, everything counted, where a node is about to run out of memory; without it twice "
                            + "`moves_per_cycle`."),
            Key.number("options.budgets.emergency_moves_per_hour", new Range(0, 10_000), "",
                    "The same for any 60 minutes; without it twice `moves_per_hour`."),
            Key.of("options.recorder", "map", "", "The flight record, which `orcastra history` and `orcastra replay` read."),
            Key.number("options.recorder.size_mb", new Range(0, 100_000), "80",
                    "Most that it may take in the state folder, in MiB; the oldest goes first. 0 records nothing."),
            Key.number("options.recorder.sync_seconds", new Range(0, 3600), "10",
                    "What was recorded is forced to the disk so often, and at once when something is done."),
            Key.of("movable", "list", "",
                    "Services that may leave node-local data behind: full names as `docker service ls` prints them, "
                            + "or `{stack: …, name: …}`."),
            Key.of("movable[].stack", "name", "", "Stack of the service; without it `name` is the full name."),
            Key.of("movable[].name", "name", "", "Name of the service inside its stack."),
            Key.of("windows", "map", "", "Spans of time that come again every week, by name, for rules to read."),
            Key.of("windows.<window>", "map, or list of maps", "", "One window; with a list it is open in each of its spans."),
            Key.of("windows.<window>.days", "list of days, such as `mon`", "every day", "Days it begins on."),
            Key.of("windows.<window>.from", "time of the day, such as `22:00`", "00:00", "When it opens."),
            Key.of("windows.<window>.to", "time of the day, such as `06:00`", "24:00",
                    "When it closes; on the day after where it is not later than `from`."),
            Key.of("windows.<window>.zone", "time zone, such as `Europe/Berlin`", "UTC", "Whose clock and whose summer time."),
            Key.of("windows.<window>[].days", "list of days, such as `mon`", "every day", "Days it begins on."),
            Key.of("windows.<window>[].from", "time of the day, such as `22:00`", "00:00", "When it opens."),
            Key.of("windows.<window>[].to", "time of the day, such as `06:00`", "24:00",
                    "When it closes; on the day after where it is not later than `from`."),
            Key.of("windows.<window>[].zone", "time zone, such as `Europe/Berlin`", "UTC", "Whose clock and whose summer time."),
            Key.of("rules", "map", "", "Which rules are heard."),
            Key.of("rules.off", "list of rule ids", "", "Left out: these conclude nothing."),
            Key.of("rules.report", "list of rule ids, or of policies as `ORC-SIZ`", "",
                    "What these wish for is shown and never carried out; a veto of theirs is shown and does not count."),
            Key.of("rules.ask", "list of rule ids, or of policies as `ORC-SIZ`", "",
                    "What these wish for is carried out after `orcastra approve`."),
            Key.number("rules.blast_radius", new Range(1, 1000), "10",
                    "Changed rules that want more actions at once than this are refused, the old ones stay."),
            Key.of("rules.parameters", "map", "", "Values for policies of your own, by the name of their file without `.drl`."),
            Key.of("rules.parameters.<policy>", "map", "", "One policy."),
            Key.of("rules.parameters.<policy>.<name>", "number, size, span of time or text, or a list of them", "",
                    "What its rules read as `TextParameter`, and as `NumberParameter` or `SpanParameter` where it is one."),
            Key.of("automation", "map", "", "How far wishes go by themselves."),
            Key.of("automation.services", "map", "", "By service; of rule and service the more careful one holds."),
            Key.of("automation.services.<service>", "`report`, `ask` or `automatic`", "automatic",
                    "One service, by its full name or by that within its stack."),
            Key.of("fencing", "map", "", "What is done before a single writer is started elsewhere while its node is down."),
            Key.of("fencing.default", "`off`, `wait` or `ssh`", "off", "For each that has no entry below."),
            Key.of("fencing.services", "map", "", "By service."),
            Key.of("fencing.services.<service>", "`off`, `wait` or `ssh`", "",
                    "One service, by its full name or by that within its stack.")));

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
                    "Services that follow: short names of the same stack, or `{stack: …, name: …}`. One that is global, or a job, stays "
                            + "where Swarm has it; a global one is restarted with its anchor where that is asked for, a job never."),
            Key.of("dependencies.<anchor>.services[].stack", "name", "",
                    "Stack of the dependent; without it `name` is the full name."),
            Key.of("dependencies.<anchor>.services[].name", "name", "", "Name of the dependent inside its stack.")));

    static final Range MINUTES = new Range(0, 10_080);
    static final Range PERCENT = new Range(0, 100);
    private static final Range START_LIMIT = new Range(1, 86_400);
    private static final Range GIGABYTES = new Range(0, 1_000_000);

    private static final Keys REBALANCE = new Keys(List.of(
            Key.of("default", "map", "", "What holds for every service."),
            Key.decimal("default.cooldown_minutes", MINUTES, "15", "Rest of a service after a move."),
            Key.decimal("default.node_cooldown_minutes", MINUTES, "5",
                    "Rest of the nodes a move was from and to, so that they are measured anew first."),
            Key.decimal("default.global_cooldown_minutes", MINUTES, "10",
                    "Rest of the whole swarm after a move. `REBALANCE_GLOBAL_COOLDOWN_MINUTES` wins."),
            Key.decimal("default.memory_threshold_percent", PERCENT, "85",
                    "Pressure begins when so much of a node's memory is in use. "
                            + "`REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT` wins."),
            Key.decimal("default.memory_hysteresis_percent", PERCENT, "5",
                    "Pressure ends so far below the threshold, and a node is relieved to there."),
            Key.decimal("default.sustained_high_minutes", MINUTES, "10", "How long pressure must last."),
            Key.decimal("default.emergency_percent", PERCENT, "95", "From here on memory is about to run out."),
            Key.decimal("default.emergency_seconds", new Range(0, 86_400), "45", "How long that must last."),
            Key.decimal("default.memory_difference_gb", GIGABYTES, "2",
                    "A target must have so much more memory free than the node to be left, in GiB."),
            Key.decimal("default.rebalance_buffer_gb", GIGABYTES, "1", "What must stay free on the target, in GiB."),
            Key.decimal("default.gain_percent", PERCENT, "2",
                    "Points by which the worse off of two nodes must improve for a move to be worth a restart."),
            Key.number("default.priority_threshold", new Range(1, 5), "4",
                    "Wishes of a higher number are shown and not carried out: 1 must, 5 cosmetic."),
            Key.decimal("default.stable_minutes", MINUTES, "5",
                    "A node that joined or returned is used again once it has been ready and active for so long. For what runs well "
                            + "elsewhere it is to be four times as long with each further time that it was lost within a day, a day at "
                            + "most."),
            Key.of("default.avoid_managers", "`true` or `false`", "false", "Managers are no targets."),
            Key.of("default.spread", "`true` or `false`", "false", "Spread replicas that sit together again."),
            Key.decimal("default.start_limit_seconds", START_LIMIT, "60",
                    "A task that is pending or starting for longer is stuck: it is explained, and placed elsewhere. Once it has a node "
                            + "it is given as long as its health check allows, or twice what the service was seen to take, ten minutes "
                            + "at most, where that is longer."),
            Key.of("default.tier_label", "label", "tier", "Label of nodes that names their tier, such as small or large."),
            Key.of("default.dependencies_file", "path", "", "Without effect; see the variable `DEPENDENCIES_FILE`."),
            Key.of("anti_affinity", "list of lists", "",
                    "Services kept on different nodes: each inner list is a group of full names. A short name (without its stack) "
                            + "means the one service that has it; where several have it, none is kept apart by it, and a finding says so."),
            Key.of("services", "map", "", "What holds for one service instead."),
            Key.of("services.<service>", "map", "", "One service, by its full name or by that within its stack."),
            Key.decimal("services.<service>.cooldown_minutes", MINUTES, "", "See `default`."),
            Key.decimal("services.<service>.sustained_high_minutes", MINUTES, "", "See `default`."),
            Key.decimal("services.<service>.memory_difference_gb", GIGABYTES, "", "See `default`."),
            Key.decimal("services.<service>.rebalance_buffer_gb", GIGABYTES, "", "See `default`."),
            Key.decimal("services.<service>.start_limit_seconds", START_LIMIT, "",
                    "A start of a task on its node may take so long, whatever is known otherwise: longer, and it is stuck, or its "
                            + "move has failed.")));

    static Keys of(FileKind kind) {
        return switch (kind) {
            case SWARM -> new Keys(Stream.concat(INVENTORY.all.stream(), FOLLOWING.all.stream()).toList());
            case NODES -> INVENTORY;
            case DEPENDENCIES -> FOLLOWING.below(DEPENDENCIES);
            case EXPORTER -> ExporterKeys.ALL;
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
