package io.orcastra.adapters.yaml;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every environment variable Orcastra knows. The reader asks for exactly these, and the reference in {@code docs} is
 * written from them. A variable that is set to nothing counts as not set.
 */
enum Variable {
    STACK_NAME("name", "swarm-dev", "Stack of entries that name none."),
    DRY_RUN(Form.FLAG, "false", "Decide and report, write nothing."),
    RUN_ONCE(Form.FLAG, "false", "One cycle, then end."),
    EVENT_MODE(Form.FLAG, "true", "Docker's events cause a look at once."),
    POLLING_MODE(Form.FLAG, "true", "Look every `RELABEL_TIME`. Without it a look every 10 minutes remains as a net."),
    RELABEL_TIME(new Range(1, 86_400), "60", "Seconds between two looks when no event comes."),
    RESTART_DEPENDENTS(Form.FLAG, "true", "For anchors without a `restart_dependents` of their own."),
    MAX_MISMATCH_DURATION(new Range(1, 604_800), "600",
            "Seconds of continuous mismatch after which a dependent is given up, at least the sum of its intervals."),
    PRUNE_UNKNOWN_LABELS(Form.FLAG, "the file's", "Wins over `options.prune_unknown_labels`."),
    SWARM_FILE(Form.PATH, "DIR/swarm.yml", "The newest form: all in one file."),
    NODES_FILE(Form.PATH, "DIR/nodes.yml", "The older form: inventory and options."),
    DEPENDENCIES_FILE(Form.PATH, "DIR/dependencies.yml", "The older form: dependencies."),
    REBALANCE_CONFIG(Form.PATH, "DIR/rebalance_config.yml", "Rebalancing; without this file nothing is rebalanced."),
    NODE_EXPORTER_FILE(Form.PATH, "DIR/node_exporter_deploy.yml",
            "node_exporter as a global service; without this file it is not deployed."),
    REBALANCE_MONITOR_INTERVAL_SECONDS(new Range(1, 86_400), "30",
            "Seconds between two measurements of memory. Wins over rebalance_config.yml."),
    REBALANCE_GLOBAL_COOLDOWN_MINUTES(Form.NUMBER, "the file's", "Wins over `default.global_cooldown_minutes`."),
    REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT(Form.NUMBER, "the file's", "Wins over `default.memory_threshold_percent`."),
    DEBUG(Form.FLAG, "false", "Log details."),
    LOG_TO_FILE(Form.FLAG, "false", "Log to `LOG_FILE` as well."),
    LOG_FILE(Form.PATH, "/var/log/swarm-orchestration/swarm-labels.log", "See `LOG_TO_FILE`."),
    LOG_FORMAT("`text` or `json`", "text", "How a log line looks."),
    HTTP_ADDRESS("address, or address:port", "127.0.0.1:6060", "Where HTTP listens; `0.0.0.0:6060` in the image."),
    HTTP_TOKEN_FILE(Form.PATH, "", "File with the bearer token for all paths but `/healthz` and `/metrics`."),
    AGENT_TOKEN_FILE(Form.PATH, "", "File with the secret that agents with `--chores` want from the daemon; the same for both."),
    AGENT_SERVICE("name, or name:port", "the file's",
            "Full name of the agents' service; `tasks.NAME` is looked up. Wins over `memory_sources.agent`."),
    AUTOHEAL_CHECK_INTERVAL(new Range(1, 3600), "30", "Seconds between two questions to each agent for its containers."),
    AUTOHEAL_GRACE_PERIOD(new Range(0, 86_400), "60",
            "Seconds a container Swarm does not own is unhealthy before it is restarted."),
    AUTOHEAL_ONLY_LABELLED(Form.FLAG, "false", "Restart only containers labelled `orchestration.autoheal=true`."),
    AUTOHEAL_EXCLUDE("names with `*` and `?`, separated by commas", "", "Containers that are never restarted."),
    AUTOHEAL_ATTEMPTS(new Range(1, 1000), "5", "Restarts after which a container that stays unhealthy is left alone."),
    GC_CRON("cron of five fields, or `off`", "0 */4 * * *", "When agents are asked what could be removed."),
    GC_FORCE_IMAGE_REMOVAL(Form.FLAG, "true", "Remove images no container is made from. `1` and `0` will do."),
    GC_MINIMUM_IMAGES_TO_SAVE(new Range(0, 1000), "3", "Images of each repository that are kept, the newest."),
    GC_FORCE_CONTAINER_REMOVAL(Form.FLAG, "true", "Remove containers that have ended."),
    GC_CLEAN_UP_VOLUMES(Form.FLAG, "true", "Remove anonymous volumes that no container mounts."),
    GC_GRACE_PERIOD_SECONDS(new Range(0, 31_536_000), "10800",
            "Seconds before any of these counts as old; the daemon and agents with `--chores` each keep to theirs."),
    GC_DRY_RUN(Form.FLAG, "false", "Tell what would be removed and remove nothing."),
    GC_EXCLUDE_IMAGES("names with `*` and `?`, separated by commas", "", "Images that are never removed."),
    GC_EXCLUDE_CONTAINERS("names with `*` and `?`, separated by commas", "", "Containers that are never removed."),
    GC_EXCLUDE_VOLUMES("names with `*` and `?`, separated by commas", "", "Volumes that are never removed."),
    GC_INCLUDE_VOLUMES("whole names, separated by commas", "",
            "Volumes that are removed like anonymous ones although they have a name; the daemon and agents with `--chores` each keep to "
                    + "theirs."),
    LOGROTATE_CRON("cron of five fields, or `off`", "0 */6 * * *", "When agents with `--chores` rotate logs."),
    MOD_MANAGER_DEST(Form.PATH, "/modcache", "Folder where agents with `--chores` cache mods; without it there is no cache."),
    MOD_MANAGER_REFRESH_INTERVAL_MINUTES(new Range(1, 525_600), "720", "Minutes after which what is cached is looked at again."),
    MOD_MANAGER_MAX_MEGABYTES(new Range(1, 100_000), "1000", "What one mod may have; a longer one is refused."),
    STATE_DIR(Form.PATH, "/var/lib/swarm-orchestration", "Folder of what this instance keeps for itself."),
    BOOTSTRAP_MODE("`watch`, `loop` or `once`", "watch",
            "When machines whose nodes are ready are asked again over SSH: when the swarm shows another state of them, every "
                    + "`LOOP_INTERVAL`, never."),
    LOOP_INTERVAL(new Range(1, 86_400), "300",
            "Seconds; see `BOOTSTRAP_MODE`. Also the longest wait between two questions to a machine that is not in the swarm."),
    SSH_KEY_FILE(Form.PATH, "/root/.ssh/swarm-orch_ed25519", "Private key for the machines; without this file none is asked."),
    SSH_KNOWN_HOSTS_FILE(Form.PATH, "/root/.ssh/known_hosts", "Host keys that are trusted."),
    SSH_TRUST_FIRST_USE(Form.FLAG, "false", "Trust a host without a known key, and write its key down."),
    SSH_USER("name", "root", "Who logs in on the machines; anybody but root needs `sudo` without a password."),
    SSH_PORT(new Range(1, 65_535), "22", "Port of SSH on the machines."),
    SSH_TIMEOUT_SECONDS(new Range(1, 300), "10", "Limit of one connection's making; an answer has twice as long."),
    COMMAND_FILE(Form.PATH, "/mnt/commands/swarm-orchestration.command.yml",
            "List of commands that are carried out once after each edit; what became of them is written beside it."),
    TZ("time zone", "UTC", "Time zone of `GC_CRON`, `LOGROTATE_CRON` and the times of log lines, such as `Europe/Berlin`. "
            + "Everything else that is printed is in UTC, and says so."),

    SENTRY_DSN(Standing.GONE, "Nothing is reported to anybody outside; read the log and `/metrics` instead."),
    DATABASE_LIST(Standing.GONE, "Write the anchors under `dependencies` instead."),
    DEBOUNCE_TIME(Standing.GONE, "Events are gathered by themselves."),
    REBALANCE_LIST(Standing.GONE, "Write the services into rebalance_config.yml instead."),
    REBALANCE_TIME(Standing.GONE, "Write the interval into rebalance_config.yml instead.");

    /** Whether setting it has an effect. */
    enum Standing { IN_FORCE, GONE }

    private static final class Form {
        static final String FLAG = "`true` or `false`";
        static final String PATH = "path";
        static final String NUMBER = "number";
    }

    final String form;
    final Optional<Range> range;
    final String defaultValue;
    final String meaning;
    final Standing standing;

    Variable(String form, String defaultValue, String meaning) {
        this(form, Optional.empty(), defaultValue, meaning, Standing.IN_FORCE);
    }

    Variable(Range range, String defaultValue, String meaning) {
        this("whole number, " + range, Optional.of(range), defaultValue, meaning, Standing.IN_FORCE);
    }

    Variable(Standing standing, String meaning) {
        this("", Optional.empty(), "", meaning, standing);
    }

    Variable(String form, Optional<Range> range, String defaultValue, String meaning, Standing standing) {
        this.form = form;
        this.range = range;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.standing = standing;
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(variable -> variable.name().equals(name));
    }
}
