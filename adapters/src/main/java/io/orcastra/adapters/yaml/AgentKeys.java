package io.orcastra.adapters.yaml;

import java.util.ArrayList;
import java.util.List;

/** The keys of what agents and machines tell in a scenario. */
final class AgentKeys {
    private static final String SIZE = "size, such as `16 GiB`";
    private static final String SPAN = "time, such as `90s` or `2m 30s`";
    private static final String FLAG = "`true` or `false`";
    private static final String HEALTH = "`starting`, `healthy` or `unhealthy`";
    private static final String STATE = "`in_swarm`, `out_of_swarm`, `unreachable`, `untrusted`, `login_refused`, `engine_silent` or "
            + "`swarm_broken`";
    private static final String NODE = "agents.<hostname>.";

    private AgentKeys() {
    }

    static List<Key> all() {
        List<Key> all = new ArrayList<>(List.of(
                Key.of("agents", "map", "", "What nodes hold besides tasks, as their agents tell it, by hostname."),
                Key.of("agents.<hostname>", "map", "", "What one node holds."),
                Key.of(NODE + "containers", "map", "", "Running containers with a health check, by name."),
                Key.of(NODE + "containers.<name>", "map", "", "One container."),
                Key.of(NODE + "containers.<name>.health", HEALTH, "healthy", "What its health check says at first."),
                Key.of(NODE + "containers.<name>.curable", FLAG, "true", "Whether it is healthy 10 s after a restart."),
                Key.of(NODE + "containers.<name>.autoheal", "text", "", "Value of its label `orchestration.autoheal`."),
                Key.of(NODE + "containers.<name>.service", "service", "", "Whose task it is; without it, Swarm does not own it.")));
        all.addAll(stored("images", "Stored images, by name such as `nginx:1.25`.", "One image."));
        all.add(Key.of(NODE + "images.<name>.used", FLAG, "false", "Whether a container is made from it."));
        all.add(Key.number(NODE + "images.<name>.newer", new Range(0, 1000), "1000",
                "Images of its repository there that are newer."));
        all.addAll(stored("ended", "Containers that have ended and are still there, by name.", "One of them."));
        all.addAll(stored("volumes", "Local volumes that no container mounts, by name.", "One volume."));
        all.add(Key.of(NODE + "volumes.<name>.anonymous", FLAG, "false", "Whether nobody gave it that name."));
        all.addAll(List.of(
                Key.of(NODE + "mods", "map", "", "Mods that containers ask for, by their file in the cache."),
                Key.of(NODE + "mods.<name>", "map", "", "One mod."),
                Key.of(NODE + "mods.<name>.source", "text", "", "Where it comes from."),
                Key.of(NODE + "mods.<name>.cached", FLAG, "false", "Whether it lies in the cache at first."),
                Key.of(NODE + "mods.<name>.old_after", SPAN, "0s", "From then on what was cached at first is to be looked at again."),
                Key.of(NODE + "mods.<name>.refused", "text", "", "Why it never comes; without it, it comes.")));
        all.addAll(List.of(
                Key.of("machines", "map", "", "Machines of the inventory that are asked over SSH, by hostname."),
                Key.of("machines.<hostname>", "map", "", "One machine."),
                Key.of("machines.<hostname>.state", STATE, "", "What SSH finds at first. Without it, `in_swarm` for a node that is "
                        + "described, else `out_of_swarm`. `in_swarm` of one that is no node means another swarm."),
                Key.of("machines.<hostname>.curable", FLAG, "true", "Whether a restart of its engine brings its node back.")));
        return all;
    }

    static List<Key> events() {
        return List.of(
                Key.of("events[].container", "map", "", "The health check of a container says something else."),
                Key.of("events[].container.name", "name", "", "Which."),
                Key.of("events[].container.health", HEALTH, "", "What."),
                Key.of("events[].machine", "map", "", "A machine answers otherwise over SSH."),
                Key.of("events[].machine.name", "hostname", "", "Which."),
                Key.of("events[].machine.state", STATE, "", "How; `out_of_swarm` when it was made anew."));
    }

    private static List<Key> stored(String kind, String all, String one) {
        return List.of(
                Key.of(NODE + kind, "map", "", all),
                Key.of(NODE + kind + ".<name>", "map", "", one),
                Key.of(NODE + kind + ".<name>.size", SIZE, "100 MiB", "What it takes."),
                Key.of(NODE + kind + ".<name>.old_after", SPAN, "0s",
                        "From then on it is older than the grace period; without it, from the begin."));
    }
}
