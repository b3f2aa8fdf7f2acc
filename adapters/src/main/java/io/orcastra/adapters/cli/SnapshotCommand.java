package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orcastra snapshot}. */
@Command(name = "snapshot", description = {
        "Writes the observed facts of the swarm as one JSON document, for dry-run --snapshot, tests and bug reports.",
        "Memory of nodes and tasks is measured once, where a source is configured, and machines and agents are asked once, where",
        "there is a key or a secret for them. Reads only. Holds no environment variables,",
        "configs or secrets; what looks like a secret in labels and errors is masked."})
final class SnapshotCommand implements Callable<Integer> {

    /** The shape of a swarm is nobody else's business. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Surroundings surroundings;

    @Mixin
    private ConfigFolder config;

    @Mixin
    private Unused.Rules noRules;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to write; standard output when left out.")
    private Path file;

    SnapshotCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ObservationFailed {
        Observation observed;
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock())) {
            observed = new DockerObserver(api, surroundings.clock(), service -> true).observe();
        }
        observed = measured(observed);
        String document = new SnapshotFormat().write(new Snapshot(observed.at(), observed.facts()));
        if (file == null) {
            surroundings.out().print(document);
            surroundings.out().flush();
            return ExitCode.GOOD;
        }
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Files.writeString(file, document, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be written: " + e.getMessage() + "\nMaybe its folder does not exist.", e);
        }
        return ExitCode.GOOD;
    }

    /** A snapshot for a bug report must be possible with a broken configuration too: then of the swarm alone. */
    private Observation measured(Observation swarm) {
        try {
            Configuration configuration = new ConfigurationLoader().load(config.path(), surroundings.environment());
            Observation measured = new MeasuredOnce(configuration.memory(), surroundings.clock()).added(swarm);
            return new AskedOnce(surroundings, configuration).added(measured).seen();
        } catch (ConfigurationInvalid invalid) {
            surroundings.err().println("memory, machines and agents are left out, because the configuration is not valid\n"
                    + "Maybe orcastra check says what is wrong with it.");
            surroundings.err().flush();
            return swarm;
        }
    }
}
