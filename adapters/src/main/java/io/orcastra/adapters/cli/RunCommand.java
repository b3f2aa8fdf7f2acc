package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orcastra run}. */
@Command(name = "run", description = {
        "The daemon: observes, decides, acts, again and again, until SIGTERM or SIGINT; SIGHUP reads the configuration anew.",
        "Without any configuration file, or with DRY_RUN=true, it observes and reports and writes nothing."})
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Mixin
    private ShadowOption shadow;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid {
        Configuration configuration = new ConfigurationLoader().load(inputs.configFolder(), surroundings.environment());
        Logging.forDaemon(configuration.settings().log());
        try (Daemon daemon = new Daemon(surroundings, inputs, shadow.folder(inputs), configuration)) {
            return daemon.run();
        }
    }
}
