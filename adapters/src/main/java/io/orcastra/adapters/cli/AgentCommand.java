package io.orcastra.adapters.cli;

import io.orcastra.adapters.agent.Agent;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.http.Routes;
import io.orcastra.adapters.http.StatusServer;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        "Reads the local engine and writes nothing; knows no rules. For a global service: GET /metrics and /healthz."})
final class AgentCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

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
        Metrics metrics = new Metrics(Version.text());
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock());
                Agent agent = new Agent(api, meminfo, Duration.ofSeconds(interval), surroundings.clock(), metrics.registry());
                StatusServer http = HttpSetup.server(settings.http(), agent::health, metrics::exposition,
                        new Routes(Map.of(), Map.of()))) {
            agent.start();
            http.start();
            LOG.atInfo().addKeyValue("version", Version.text()).addKeyValue("engine", surroundings.engine().address())
                    .log("Agent started");
            stopRequested.await();
        }
        LOG.info("Stopped");
        return ExitCode.GOOD;
    }
}
