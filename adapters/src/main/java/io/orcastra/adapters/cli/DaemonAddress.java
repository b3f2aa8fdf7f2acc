package io.orcastra.adapters.cli;

import io.orcastra.adapters.status.RunningDaemon;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A running daemon that is not the one of this machine. */
final class DaemonAddress {

    @Option(names = "--url", paramLabel = "URL", required = true,
            description = "Ask the daemon there, such as http://manager-1:6060, instead of the one of this machine.")
    private URI url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the token of that daemon's HTTP_TOKEN_FILE.")
    private Path tokenFile;

    RunningDaemon daemon() {
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new UserError("--url is '" + url + "', which is no address of a daemon\nMaybe write http://manager-1:6060.");
        }
        return RunningDaemon.at(url, Optional.ofNullable(tokenFile).map(DaemonAddress::token));
    }

    URI url() {
        return url;
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage() + "\nMaybe its permissions forbid it.", e);
        }
    }
}
