package io.orcastra.adapters.yaml;

import io.orcastra.adapters.ssh.Bootstrap.Mode;
import io.orcastra.adapters.ssh.Bootstrap;
import io.orcastra.adapters.ssh.SshSettings;
import io.orcastra.adapters.yaml.OptionsReader.Options;
import io.orcastra.engine.cycle.EngineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Environment and options become settings. */
final class SettingsReader {
    /** How long the loop may be blind when the operator switched the poll off: Docker has no events for tasks. */
    private static final Duration NET = Duration.ofMinutes(10);

    /** Machines asked at once: enough for a rack, too few to be noticed by a small manager. */
    private static final int SSH_SESSIONS = 8;
    private static final int LONGEST_PATH = 200;

    private final EnvironmentReader environment;

    SettingsReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    Settings read(Options options, boolean observeOnly) {
        boolean polling = environment.flag(Variable.POLLING_MODE);
        boolean events = environment.flag(Variable.EVENT_MODE);
        Duration interval = environment.seconds(Variable.RELABEL_TIME);
        boolean dryRun = environment.flag(Variable.DRY_RUN);
        warnAboutPolling(polling);
        EngineSettings engine = new EngineSettings(
                polling || interval.compareTo(NET) > 0 ? interval : NET, options.settle(), options.leaseRenew(),
                options.leaseFree(), options.cooldown(), options.budgets(), dryRun || observeOnly);
        environment.path(Variable.STATE_DIR);
        return new Settings(engine, stackName(), environment.flag(Variable.RUN_ONCE), events, log(), http(), options.recorder(),
                new AgentSettings(environment.path(Variable.AGENT_TOKEN_FILE), environment.seconds(Variable.AUTOHEAL_CHECK_INTERVAL),
                        environment.schedule(Variable.GC_CRON), environment.seconds(Variable.GC_GRACE_PERIOD_SECONDS),
                        environment.names(Variable.GC_INCLUDE_VOLUMES),
                        environment.schedule(Variable.LOGROTATE_CRON).filter(schedule -> !dryRun), mods(), dryRun), bootstrap(),
                path(Variable.COMMAND_FILE));
    }

    String stackName() {
        return environment.text(Variable.STACK_NAME).orElse(Variable.STACK_NAME.defaultValue);
    }

    private void warnAboutPolling(boolean polling) {
        if (!polling) {
            environment.warning(Variable.POLLING_MODE,
                    "POLLING_MODE is off: a look every " + NET.toMinutes() + " minutes remains, because Docker has no "
                            + "events for tasks",
                    "Maybe leave it on: an idle look costs three requests.");
        }
    }

    private AgentSettings.Mods mods() {
        return new AgentSettings.Mods(path(Variable.MOD_MANAGER_DEST),
                Duration.ofMinutes(environment.number(Variable.MOD_MANAGER_REFRESH_INTERVAL_MINUTES, "a whole number of minutes")),
                environment.number(Variable.MOD_MANAGER_MAX_MEGABYTES, "a whole number of megabytes") * 1_000_000);
    }

    private Bootstrap bootstrap() {
        String mode = environment.text(Variable.BOOTSTRAP_MODE).orElse(Variable.BOOTSTRAP_MODE.defaultValue);
        Optional<Mode> known = Stream.of(Mode.values()).filter(one -> one.name().equalsIgnoreCase(mode)).findFirst();
        if (known.isEmpty()) {
            environment.malformed(Variable.BOOTSTRAP_MODE, "watch, loop or once", "Maybe write BOOTSTRAP_MODE=watch.");
        }
        SshSettings ssh = new SshSettings(
                environment.text(Variable.SSH_USER).orElse(Variable.SSH_USER.defaultValue),
                (int) environment.number(Variable.SSH_PORT, "a port"), path(Variable.SSH_KEY_FILE), path(Variable.SSH_KNOWN_HOSTS_FILE),
                environment.flag(Variable.SSH_TRUST_FIRST_USE), environment.seconds(Variable.SSH_TIMEOUT_SECONDS),
                SSH_SESSIONS);
        warnAboutKey(ssh.keyFile());
        return new Bootstrap(known.orElse(Mode.WATCH), environment.seconds(Variable.LOOP_INTERVAL), ssh);
    }

    /** A key that is there, or asked for in so many words, and cannot be read would be left out in silence. */
    private void warnAboutKey(Path key) {
        boolean there = Files.exists(key);
        Optional<Variable> meant = Stream.of(Variable.SSH_KEY_FILE, Variable.SSH_USER, Variable.SSH_PORT, Variable.BOOTSTRAP_MODE)
                .filter(variable -> environment.text(variable).isPresent()).findFirst();
        if (!Files.isReadable(key) && (there || meant.isPresent())) {
            String why = there ? " cannot be read by the user of this process"
                    : ": there is no such key, or it is hidden from the user of this process";
            environment.warning(meant.orElse(Variable.SSH_KEY_FILE),
                    Seen.printable(key.toString(), LONGEST_PATH) + why + ", so no machine is asked over SSH",
                    "Maybe mount it as a secret with uid 10001 and name it by SSH_KEY_FILE, as docs/bootstrap.md says.");
        }
    }

    /** As the variable says, or the usual one. */
    Path path(Variable variable) {
        return environment.path(variable).orElseGet(() -> Path.of(variable.defaultValue));
    }

    private LogSettings log() {
        String format = environment.text(Variable.LOG_FORMAT).orElse(Variable.LOG_FORMAT.defaultValue);
        if (!format.equalsIgnoreCase("text") && !format.equalsIgnoreCase("json")) {
            environment.malformed(Variable.LOG_FORMAT, "text or json", "Maybe write LOG_FORMAT=json.");
        }
        Optional<Path> file = environment.path(Variable.LOG_FILE).or(() -> Optional.of(Path.of(Variable.LOG_FILE.defaultValue)));
        return new LogSettings(
                environment.flag(Variable.DEBUG),
                format.equalsIgnoreCase("json") ? LogSettings.Format.JSON : LogSettings.Format.TEXT,
                environment.flag(Variable.LOG_TO_FILE) ? file : Optional.empty());
    }

    private HttpEndpoint http() {
        Optional<Path> token = environment.path(Variable.HTTP_TOKEN_FILE);
        return environment.text(Variable.HTTP_ADDRESS)
                .flatMap(text -> HttpEndpoint.parse(text)
                        .or(() -> environment.malformed(Variable.HTTP_ADDRESS, "an address, or address:port",
                                "Maybe write HTTP_ADDRESS=" + Variable.HTTP_ADDRESS.defaultValue + ".")))
                .orElse(HttpEndpoint.DEFAULT).withToken(token);
    }
}
