package io.orcastra.adapters.cli;

import java.util.Optional;
import picocli.CommandLine;

/** The version of this build, from the manifest of its jar. */
final class Version implements CommandLine.IVersionProvider {

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"orcastra " + text() + " (Java " + Runtime.version() + ")"};
    }
}
