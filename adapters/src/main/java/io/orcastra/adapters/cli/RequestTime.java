package io.orcastra.adapters.cli;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** How long a request stands. */
final class RequestTime {

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "1h",
            description = "How long it is tried, such as 30m or 2h (default: ${DEFAULT-VALUE}).")
    private String length;

    Instant end(Instant now) {
        return now.plus(span());
    }

    /** @throws UserError when what was written is no length of time */
    Duration span() {
        return Span.of(length).filter(one -> !one.isZero()).orElseThrow(
                () -> new UserError("--for is '" + length + "', which is no length of time\nMaybe write 30m or 2h."));
    }
}
