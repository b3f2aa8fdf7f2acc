package io.orcastra.adapters.yaml;

import java.util.ArrayList;
import java.util.List;

/** The keys of {@code rebalance_config.yml} that say where memory is measured. */
final class MemorySourceKeys {

    static final List<Key> ALL = all();

    private MemorySourceKeys() {
    }

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>(List.of(
                Key.number("comonitor_interval_seconds", new Range(1, 86_400), "30",
                        "Time between two measurements of memory. `REBALANCE_MONITOR_INTERVAL_SECONDS` wins."),
                Key.number("monitor_interval_seconds", new Range(1, 86_400), "30", "The same, spelt as it was meant."),
                Key.number("default.check_interval_seconds", new Range(1, 86_400), "30", "The same, at its other place."),
                Key.of("node_exporter_nodes", "map", "", "Node exporters, by host: a node, or one named in `node_map`."),
                Key.of("node_exporter_nodes.<host>", "map", "", "One host."),
                Key.of("node_exporter_nodes.<host>.exporter_url", "URL", "", "Where its metrics are."),
                Key.of("node_exporters", "map", "", "Node exporters, short form, by hostname, id or address of the node."),
                Key.of("node_exporters.<node>", "URL", "", "Where the node's metrics are."),
                Key.of("cadvisors", "map", "", "cAdvisors, by hostname, id or address of the node."),
                Key.of("cadvisors.<node>", "URL", "", "Where its metrics are."),
                Key.of("node_map", "map", "", "Which host a virtual machine runs on; nodes of one host share its memory."),
                Key.of("node_map.<node>", "host", "", "Name of the physical host, as in `node_exporter_nodes`."),
                Key.of("memory_sources", "map", "", "Where else memory is measured, and how."),
                Key.number("memory_sources.timeout_seconds", new Range(1, 300), "5",
                        "Limit of one request, from the look-up of the name to the last byte; a Prometheus is asked five times a round."),
                Key.number("memory_sources.stale_seconds", new Range(1, 86_400), "three intervals",
                        "An older sample counts as unknown. More than interval and timeout together."),
                Key.number("memory_sources.scrapes_at_once", new Range(1, 256), "16", "Requests under way at once.")));
        keys.addAll(access("memory_sources"));
        for (String kind : List.of("agent", "node_exporter", "cadvisor")) {
            String path = "memory_sources." + kind;
            keys.add(Key.of(path, "map", "", "Finds every " + kind + ": by service, or on each node by `url`."
                    + ("agent".equals(kind) ? " `AGENT_SERVICE` wins." : "")));
            keys.add(Key.of(path + ".service", "name", "", "Full name of the service whose tasks they are; `tasks.NAME` is looked up."));
            keys.add(Key.of(path + ".url", "URL with `{address}`, `{hostname}` or `{id}`", "",
                    "Where each listens; has a usual value with `service`."));
        }
        String server = "memory_sources.prometheus";
        keys.add(Key.of(server, "map", "", "A Prometheus server that scrapes them already."));
        keys.add(Key.of(server + ".url", "URL", "", "Its address, without `/api/v1`."));
        keys.add(Key.of(server + ".function", "`avg`, `max`, `min` or `last`", "avg", "Of the memory used over the window."));
        keys.add(Key.number(server + ".window_seconds", new Range(1, 3_600), "300",
                "The window; after a move a node is judged again once the whole window lies after it."));
        keys.add(Key.of(server + ".node_label", "label", "instance", "Whose value names the node; a port behind it is left out."));
        keys.addAll(access(server));
        return List.copyOf(keys);
    }

    private static List<Key> access(String path) {
        return List.of(
                Key.of(path + ".ca_file", "path", "", "Certificates (PEM) to trust instead of the system's."),
                Key.of(path + ".username", "text", "", "For basic authentication."),
                Key.of(path + ".password_file", "path", "", "File with its password."),
                Key.of(path + ".bearer_token_file", "path", "", "File with a bearer token, instead of user and password."));
    }
}
