package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.OptionsReader.Options;
import io.orcastra.engine.cycle.EngineSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment and options become settings. */
final class SettingsReader {
    /** How long the loop may be blind when the operator switched the poll off: Docker has no events for tasks. */
    private static final Duration NET = Duration.ofMinutes(10);
    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]*|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f.]*)(?::(?<port>[0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

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
        return new Settings(engine, stackName(), environment.flag(Variable.RUN_ONCE), events, polling, log(), http(),
                path(Variable.STATE_DIR).orElseGet(() -> Path.of(Variable.STATE_DIR.standard)));
    }

    String stackName() {
        return environment.text(Variable.STACK_NAME).orElse(Variable.STACK_NAME.standard);
    }

    Optional<Path> path(Variable variable) {
        return environment.text(variable).flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return environment.malformed(variable, "a path", "Maybe write an absolute path.");
            }
        });
    }

    private void warnAboutPolling(boolean polling) {
        if (!polling) {
            environment.warning(Variable.POLLING_MODE,
                    "POLLING_MODE is off: a look every " + NET.toMinutes() + " minutes remains, because Docker has no "
                            + "events for tasks",
                    "Maybe leave it on: an idle look costs three requests.");
        }
    }

    private LogSettings log() {
        String format = environment.text(Variable.LOG_FORMAT).orElse(Variable.LOG_FORMAT.standard);
        if (!format.equalsIgnoreCase("text") && !format.equalsIgnoreCase("json")) {
            environment.malformed(Variable.LOG_FORMAT, "text or json", "Maybe write LOG_FORMAT=json.");
        }
        Optional<Path> file = path(Variable.LOG_FILE).or(() -> Optional.of(Path.of(Variable.LOG_FILE.standard)));
        return new LogSettings(
                environment.flag(Variable.DEBUG),
                format.equalsIgnoreCase("json") ? LogSettings.Format.JSON : LogSettings.Format.TEXT,
                environment.flag(Variable.LOG_TO_FILE) ? file : Optional.empty());
    }

    private HttpEndpoint http() {
        HttpEndpoint standard = HttpEndpoint.DEFAULT;
        Optional<Path> token = path(Variable.HTTP_TOKEN_FILE);
        Optional<HttpEndpoint> asked = environment.text(Variable.HTTP_ADDRESS).flatMap(text -> {
            Matcher matcher = ADDRESS.matcher(text);
            if (!matcher.matches() || port(matcher) > HIGHEST_PORT) {
                return environment.malformed(Variable.HTTP_ADDRESS, "an address, or address:port",
                        "Maybe write HTTP_ADDRESS=" + Variable.HTTP_ADDRESS.standard + ".");
            }
            String host = matcher.group("host").replaceAll("[\\[\\]]", "");
            return Optional.of(new HttpEndpoint(host.isEmpty() ? standard.address() : host, port(matcher), token));
        });
        return asked.orElseGet(() -> new HttpEndpoint(standard.address(), standard.port(), token));
    }

    private static int port(Matcher matcher) {
        return matcher.group("port") == null ? HttpEndpoint.DEFAULT.port() : Integer.parseInt(matcher.group("port"));
    }
}
