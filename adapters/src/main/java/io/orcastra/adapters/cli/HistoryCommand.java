package io.orcastra.adapters.cli;

import io.orcastra.adapters.history.Chronicle;
import io.orcastra.adapters.history.HistoryText;
import io.orcastra.adapters.history.Item;
import io.orcastra.adapters.history.Json;
import io.orcastra.adapters.history.SeenNames;
import io.orcastra.adapters.recorder.Recording;
import io.orcastra.rules.Spelling;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra history}. */
@Command(name = "history", description = {
        "Lists decisions from the flight record of the daemon on this node, oldest first.",
        "Each is told when it was new: planned, deferred and vetoed changes, how actions ended, findings. Times are "
                + "UTC. Needs no Docker and no running daemon."})
final class HistoryCommand implements Callable<Integer> {

    /** How a list can be written. */
    enum Output { TEXT, JSON }

    private final Surroundings surroundings;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "24h",
            description = "How far back, such as 30m, 24h, 7d or 2026-11-20T12:00:00Z (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = "--service", paramLabel = "NAME", description = "Only what is about this service, or this node.")
    private String service;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, or json with one decision a line (default: ${DEFAULT-VALUE}).")
    private Output output;

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Instant from = Since.moment(since, surroundings.clock().instant());
        Function<Item, String> words = output == Output.JSON ? new Json()::line : new HistoryText()::line;
        long[] told = {0};
        SeenNames seen = new SeenNames();
        Chronicle chronicle = new Chronicle(item -> {
            if (!item.at().isBefore(from) && isWanted(item)) {
                told[0]++;
                surroundings.out().println(words.apply(item));
            }
        });
        Recorded.read(surroundings, from, entry -> {
            seen.see(entry);
            chronicle.accept(entry);
        }, Recording.Progress.NOOP);
        if (told[0] == 0) {
            requireSeen(seen);
        }
        if (told[0] == 0 && output == Output.TEXT) {
            surroundings.out().println("nothing was decided since " + HistoryText.time(from)
                    + (service == null ? "" : " about a service or node " + service + "\nMaybe --since has to reach further back"
                    + (seen.knows(service) ? "." : ", or the name is misspelt.")));
        }
        surroundings.out().flush();
        return ExitCode.GOOD;
    }

    /** What was not there cannot have been decided about. Where nothing was recorded nobody knows what was there. */
    private void requireSeen(SeenNames seen) {
        if (service != null && !seen.all().isEmpty() && !seen.knows(service)) {
            throw new UserError("there was no service or node " + service + " in the time asked for\n"
                    + Spelling.nearest(service, seen.all()).map(nearest -> "Maybe you meant " + nearest + ".")
                            .orElse("Maybe --since has to reach further back, or it is one of " + String.join(", ", seen.all()) + "."));
        }
    }

    private boolean isWanted(Item item) {
        return service == null || item.subject() != null
                && (item.subject().name().equals(service) || item.subject().id().equals(service));
    }
}
