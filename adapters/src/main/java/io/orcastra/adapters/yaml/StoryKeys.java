package io.orcastra.adapters.yaml;

import java.util.List;

/** The keys of a story for {@code orcastra demo}. */
final class StoryKeys {
    private static final String SIZE = "size, such as `16 GiB`";
    private static final String SPAN = "time, such as `90s` or `2m 30s`";

    static final Keys ALL = new Keys(List.of(
            Key.of("title", "text", "", "What the story is about."),
            Key.of("length", SPAN, "10m", "When it ends, in the swarm's time."),
            Key.number("speed", new Range(1, 100_000), "10", "Seconds of the swarm's time in a second. `--speed` wins."),
            Key.of("nodes", "map", "", "The swarm's nodes, by hostname."),
            Key.of("nodes.<hostname>", "map", "", "One node."),
            Key.of("nodes.<hostname>.role", "`manager` or `worker`", "worker", "The first manager leads; one is needed."),
            Key.of("nodes.<hostname>.availability", "`active`, `pause` or `drain`", "active", "As `docker node update` sets it."),
            Key.of("nodes.<hostname>.memory", SIZE, "16 GiB", "Of the machine."),
            Key.of("nodes.<hostname>.base", SIZE, "1 GiB", "Used on it by everything that is no task."),
            Key.of("nodes.<hostname>.labels", "list of names", "", "`ssd` means `ssd=true`; `zone=a` gives another value."),
            Key.of("services", "map", "", "The swarm's services, by full name such as `shop_db`."),
            Key.of("services.<service>", "map", "", "One service."),
            Key.number("services.<service>.replicas", new Range(0, 1000), "1", "How many tasks Swarm keeps running."),
            Key.of("services.<service>.global", "`true` or `false`", "false", "A task on each node instead."),
            Key.of("services.<service>.on", "list of hostnames", "", "Where its first tasks run when the story begins."),
            Key.of("services.<service>.memory", SIZE, "64 MiB", "Each task uses."),
            Key.of("services.<service>.grows", SIZE, "", "Each task's memory grows by so much a minute."),
            Key.of("services.<service>.up_to", SIZE, "", "Where the growth ends; without it, never."),
            Key.of("services.<service>.starts_in", SPAN, "2s", "From the container's start until it runs."),
            Key.of("services.<service>.stops_in", SPAN, "1s", "From the signal until it has ended."),
            Key.of("services.<service>.fails_on", "list of hostnames", "", "Where its containers end as they start."),
            Key.of("services.<service>.volume", "name", "", "A local volume: data that stays on its node."),
            Key.of("services.<service>.constraints", "list", "", "Such as `node.labels.db==true`."),
            Key.of("services.<service>.binds", "list of paths", "", "Directories of the node its tasks write to."),
            Key.of("services.<service>.host_ports", "list of numbers", "", "TCP ports published in host mode."),
            Key.of("services.<service>.order", "`stop-first` or `start-first`", "stop-first", "Of its updates."),
            Key.of("services.<service>.grace", SPAN, "10s", "Its stop grace period."),
            Key.of("services.<service>.reserves", SIZE, "", "Memory reserved for each task."),
            Key.of("services.<service>.update", "`none`, `updating`, `paused`, `rollback_started` or `rollback_paused`", "none",
                    "What became of its last update."),
            Key.of("services.<service>.job", "`true` or `false`", "false", "A replicated job."),
            Key.of("services.<service>.labels", "list of names", "", "Service labels, such as `orchestration.movable=true`."),
            Key.of("story", "list", "", "What happens, each entry at its time."),
            Key.of("story[].at", SPAN, "", "From the begin of the story; not before the entry above."),
            Key.of("story[].chapter", "text", "", "A heading for what follows."),
            Key.of("story[].say", "text", "", "Words for the reader."),
            Key.of("story[].lose", "hostname", "", "The node loses its power."),
            Key.of("story[].cut_off", "hostname", "", "Its network fails; its containers live on unseen."),
            Key.of("story[].bring_back", "hostname", "", "A node that was lost or cut off returns."),
            Key.of("story[].drain", "hostname", "", "As `docker node update --availability drain`."),
            Key.of("story[].activate", "hostname", "", "As `docker node update --availability active`."),
            Key.of("story[].pause", "hostname", "", "As `docker node update --availability pause`."),
            Key.of("story[].label", "map", "", "A label of a node is set or taken by somebody."),
            Key.of("story[].label.node", "hostname", "", "Which."),
            Key.of("story[].label.set", "label", "", "`ssd` means `ssd=true`; `zone=a` gives another value."),
            Key.of("story[].label.take", "label", "", "The key of the label that is taken."),
            Key.of("story[].scale", "map", "", "As `docker service scale`."),
            Key.of("story[].scale.service", "service", "", "Which."),
            Key.number("story[].scale.replicas", new Range(0, 1000), "1", "How many tasks Swarm keeps running from now on."),
            Key.of("story[].crash", "service", "", "Its containers end with an error."),
            Key.of("story[].deploy", "service", "", "Its owner deploys another image."),
            Key.of("story[].roll_back", "service", "", "As `docker service rollback`."),
            Key.of("story[].leader_change", "`true`", "", "Another manager leads."),
            Key.of("story[].silence", SPAN, "", "No manager answers for so long."),
            Key.of("story[].exporter", "map", "", "A node's memory exporter answers otherwise."),
            Key.of("story[].exporter.node", "hostname", "", "Which."),
            Key.of("story[].exporter.state", "`honest`, `hanging`, `garbage`, `stale` or `lying`", "", "How."),
            Key.of("story[].behave", "map", "", "From now on the tasks of a service behave otherwise."),
            Key.of("story[].behave.service", "service", "", "Which; what is not named below stays as it was."),
            Key.of("story[].behave.memory", SIZE, "", "As for a service."),
            Key.of("story[].behave.grows", SIZE, "", "As for a service."),
            Key.of("story[].behave.up_to", SIZE, "", "As for a service."),
            Key.of("story[].behave.fails_on", "list of hostnames", "", "As for a service.")));

    private StoryKeys() {
    }
}
