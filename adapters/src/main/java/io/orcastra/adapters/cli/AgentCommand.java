package io.orcastra.adapters.cli;

import io.orcastra.adapters.agent.Agent;
import io.orcastra.adapters.agent.Chores;
import io.orcastra.adapters.agent.DryRunRequests;
import io.orcastra.adapters.agent.FirstSeen;
import io.orcastra.adapters.agent.LogRotation;
import io.orcastra.adapters.agent.ModChores;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.http.Requests;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.mods.DockerLogins;
import io.orcastra.adapters.yaml.AgentSettings;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.HttpEndpoint;
import io.orcastra.adapters.yaml.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orcastra agent}. */
@Command(name = "agent", description = {
        "Serves the memory of this node and of its tasks' containers as metrics, until SIGTERM or SIGINT.",
        "Reads the local engine and writes nothing; knows no rules. For a global service: GET /metrics and /healthz.",
        "With --chores it also does to its engine what the daemon asks for with the secret of AGENT_TOKEN_FILE."})
final class AgentCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

    /** Seconds; the engine waits as long for a container to stop as the container wants, of which the agent grants twenty. */
    private static final String LONGEST_RESTART = "60";

    private static final Path LOGROTATE = Path.of("/usr/sbin/logrotate");

    private final Surroundings surroundings;
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--interval", paramLabel = "SECONDS", defaultValue = "10",
            description = "Time between two readings, 1 to 3600 (default: ${DEFAULT-VALUE}).")
    private int interval;

    @Option(names = "--meminfo", paramLabel = "FILE", defaultValue = "/proc/meminfo",
            description = "Where the kernel says how much memory the machine has (default: ${DEFAULT-VALUE}).")
    private Path meminfo;

    @Option(names = "--chores",
            description = "Restart containers, remove garbage and cache mods as the daemon asks; needs AGENT_TOKEN_FILE.")
    private boolean withChores;

    @Option(names = "--logrotate", paramLabel = "DIR", defaultValue = "/etc/swarm-orchestration/logrotate.d",
            description = "With --chores: files by which logs of this machine are rotated (default: ${DEFAULT-VALUE}).")
    private Path logrotate;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    AgentCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, InterruptedException {
        if (interval < 1 || interval > 3600) {
            throw new ParameterException(spec.commandLine(), "--interval is " + interval + ", not 1 to 3600");
        }
        Settings settings = new ConfigurationLoader().load(List.<Path>of(), surroundings.environment()).settings();
        Logging.forDaemon(settings.log());
        Signals.on("TERM", stopRequested::countDown);
        Signals.on("INT", stopRequested::countDown);
        HttpEndpoint where = withChores ? settings.http().withToken(settings.agents().tokenFile()) : settings.http();
        if (withChores) {
            requireToken(where);
            System.setProperty("sun.net.httpserver.maxRspTime", LONGEST_RESTART);
        }
        Metrics metrics = new Metrics(Version.text());
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock());
                Agent agent = new Agent(api, meminfo, Duration.ofSeconds(interval), surroundings.clock(), metrics.registry());
                LogRotation rotation = new LogRotation(LOGROTATE, logrotate, surroundings.stateFolder().resolve("logrotate"),
                        now -> settings.agents().rotation().flatMap(schedule -> schedule.after(now)), surroundings.clock());
                ModChores mods = new ModChores(api, settings.agents().mods().folder(), settings.agents().mods().longest(),
                        new DockerLogins(surroundings.dockerConfig()), surroundings.clock())) {
            Chores chores = chores(api, settings.agents());
            agent.start();
            if (withChores) {
                chores.begin();
                rotation.start();
                mods.announce();
                announce(settings.agents());
            }
            Requests requests = settings.agents().dryRun() ? new DryRunRequests(Set.of(Chores.PATH, Chores.STORAGE, ModChores.PATH))
                    : path -> chores.done(path).or(() -> mods.done(path));
            try (StatusServer http = server(where, agent, metrics, chores, mods, requests)) {
                http.start();
                LOG.atInfo().addKeyValue("version", Version.text()).addKeyValue("engine", surroundings.engine().address())
                        .log("Agent started");
                stopRequested.await();
            }
        }
        LOG.info("Stopped");
        return ExitCode.GOOD;
    }

    private Chores chores(DockerApi api, AgentSettings settings) {
        FirstSeen firstSeen = new FirstSeen(surroundings.stateFolder().resolve("images-seen.json"), surroundings.clock());
        return new Chores(api, firstSeen, settings.grace(), settings.volumes(), surroundings.clock());
    }

    private static void announce(AgentSettings settings) {
        if (settings.dryRun()) {
            LOG.info("Dry run: nothing that is asked for is done here, and no logs are rotated");
        }
    }

    private StatusServer server(HttpEndpoint where, Agent agent, Metrics metrics, Chores chores, ModChores mods, Requests requests) {
        return withChores
                ? HttpSetup.server(where, "AGENT_TOKEN_FILE", agent::health, metrics::exposition,
                        new Routes(Map.of(Chores.PATH, chores::report, Chores.STORAGE, chores::stored, ModChores.PATH, mods::report),
                                Map.of(), requests))
                : HttpSetup.server(where, "AGENT_TOKEN_FILE", agent::health, metrics::exposition, Routes.NONE);
    }

    private static void requireToken(HttpEndpoint where) {
        if (where.tokenFile().isEmpty()) {
            throw new UserError("--chores needs AGENT_TOKEN_FILE: without a secret anybody could have containers restarted"
                    + "\nMaybe make one: openssl rand -hex 32, and give the file to the daemon and to all agents.");
        }
    }
}
