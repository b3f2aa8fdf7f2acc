package io.orcastra.adapters.cli;

import io.orcastra.adapters.shadow.ShadowFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a candidate lies. */
final class ShadowOption {

    @Option(names = "--shadow", paramLabel = "DIR", description = "Folder of a candidate, laid out as that of --config: .drl files"
            + " in its folder rules, swarm.yml and others beside it; what is missing in it is as in force (default: the folder "
            + ShadowFolder.USUAL + " in that of --config).")
    private Path folder;

    ShadowFolder folder(Inputs inputs) {
        return new ShadowFolder(Optional.ofNullable(folder).orElse(inputs.configFolder().resolve(ShadowFolder.USUAL)));
    }
}
