package io.orcastra.adapters.yaml;

import java.util.List;

/** Keys of {@code node_exporter_deploy.yml}. */
final class ExporterKeys {
    private static final Range PORT = new Range(1, 65_535);
    private static final Range COUNT = new Range(0, 1_000_000);

    static final Keys ALL = new Keys(List.of(
            Key.of("name", "name", "node_exporter", "Full name of the service."),
            Key.of("image", "image", "prom/node-exporter:latest", "Its image; a tag is not looked up again by itself."),
            Key.of("args", "list", "",
                    "Its arguments. Here and in other texts `$$` means `$`, and `${NAME}` a variable of the environment."),
            Key.of("mounts", "list", "", "Directories and files of the node that it sees."),
            Key.of("mounts[].source", "path", "", "On the node, where it must exist."),
            Key.of("mounts[].target", "path", "", "In the container."),
            Key.of("mounts[].read_only", "`true` or `false`", "false", "Whether it may not write there."),
            Key.of("timezone", "map", "", "Whose clock it shows."),
            Key.of("timezone.bind_local", "`true` or `false`", "false",
                    "Mount `/etc/localtime` and `/etc/timezone` of the node, unless `mounts` does."),
            Key.of("timezone.env_tz", "`true` or `false`", "false", "Give it the variable `TZ` that Orcastra has."),
            Key.of("networks", "list of names", "", "Overlay networks it joins; they must exist."),
            Key.of("ports", "list", "", "Ports of every node it answers on."),
            Key.number("ports[].published", PORT, "", "Port of the node."),
            Key.number("ports[].target", PORT, "", "Port of the container."),
            Key.of("ports[].protocol", "`tcp` or `udp`", "tcp", "Protocol."),
            Key.of("ports[].mode", "`host`", "host", "Through the routing mesh every scrape would reach another node."),
            Key.of("deploy", "map", "", "How Swarm runs it."),
            Key.of("deploy.mode", "`global`", "global", "One on every node."),
            Key.of("deploy.endpoint_mode", "`vip` or `dnsrr`", "vip", "How its name is resolved."),
            Key.of("deploy.placement", "map", "", "Where it runs."),
            Key.of("deploy.placement.constraints", "list", "", "Which nodes, such as `node.platform.os == linux`."),
            Key.of("deploy.labels", "map", "", "Labels of the service."),
            Key.of("deploy.labels.<label>", "text", "", "One label."),
            Key.of("deploy.restart_policy", "map", "", "When it is started again."),
            Key.of("deploy.restart_policy.condition", "`none`, `on-failure` or `any`", "any", "After which end."),
            Key.of("deploy.restart_policy.delay", "time", "5s", "Between two attempts."),
            Key.number("deploy.restart_policy.max_attempts", COUNT, "0", "In one window; 0 means without limit."),
            Key.of("deploy.restart_policy.window", "time", "", "Time after which attempts are counted anew."),
            Key.of("labels", "map", "", "Labels of its containers."),
            Key.of("labels.<label>", "text", "", "One label."),
            Key.of("stop_grace_period", "time", "10s", "Time it has to end."),
            Key.of("stop_signal", "signal", "", "What it is told to end by; without it what its image says."),
            Key.of("healthcheck", "map", "", "How its health is told."),
            Key.of("healthcheck.test", "list, or command", "", "`[CMD, …]`, `[CMD-SHELL, …]`, `[NONE]`, or a command for the shell."),
            Key.of("healthcheck.interval", "time", "30s", "Between two tests."),
            Key.of("healthcheck.timeout", "time", "30s", "Limit of one test."),
            Key.number("healthcheck.retries", COUNT, "3", "Failed tests after which it is unhealthy."),
            Key.of("healthcheck.start_period", "time", "0s", "Time in which failed tests do not count."),
            Key.of("logging", "map", "", "Where its output goes."),
            Key.of("logging.driver", "name", "", "Driver; without it what the node's engine says."),
            Key.of("logging.options", "map", "", "Options of the driver."),
            Key.of("logging.options.<option>", "text", "", "One option.")));

    private ExporterKeys() {
    }
}
