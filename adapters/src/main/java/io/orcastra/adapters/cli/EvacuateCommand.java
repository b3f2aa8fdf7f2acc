package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.control.EvacuationRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orcastra evacuate}. */
@Command(name = "evacuate", description = {
        "Asks the running instance to empty a node, as far as that is safe.",
        "One service after another leaves, within the budgets; what follows an anchor leaves with it. What "
                + "stays, and why, is told. Works on any manager. The node's availability is not changed: drain it when "
                + "it is empty."})
final class EvacuateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RequestPreview preview;

    @Mixin
    private RequestTime time;

    @Parameters(paramLabel = "NODE", description = "Its hostname or id.")
    private String node;

    @Option(names = "--wait", description = "Follow it until the node is empty, or no more can be done as things are; exit code"
            + " 1 when something stays. Ctrl-C withdraws what has not begun.")
    private boolean waits;

    @Option(names = "--stop", description = "Withdraw what was asked of this node before; a move that has begun is finished.")
    private boolean stops;

    EvacuateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, ObservationFailed, LedgerUnavailable {
        if (waits && stops) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--wait and --stop exclude each other\n"
                    + "Maybe leave one of them out.");
        }
        time.span();
        Configuration configuration = preview.configuration(surroundings);
        try (Requests requests = new Requests(surroundings)) {
            Node emptied = requests.named().node(node);
            if (stops) {
                return stop(requests, emptied);
            }
            EvacuationRequest request = new EvacuationRequest(Requests.freshId(), emptied.id());
            if (preview.isWanted(configuration)) {
                return preview.show(request, configuration, surroundings);
            }
            requests.ask(request, time.end(requests.now()));
            say("asked for " + emptied.hostname() + " to be empty");
            RequestWatch watch = requests.watch(RequestPage.PAGE);
            if (waits) {
                return watch.toTheEnd(request.id());
            }
            int exit = watch.once(request.id());
            say("it goes on by itself: follow it with --wait, withdraw it with --stop");
            return exit;
        }
    }

    private int stop(Requests requests, Node emptied) throws LedgerUnavailable {
        if (!requests.withdrawEvacuation(emptied.id())) {
            throw new UserError("nobody asked for " + emptied.hostname() + " to be empty\n"
                    + "Maybe it is done already, or its time was over.");
        }
        say("withdrawn; a move that has begun is finished");
        return ExitCode.GOOD;
    }

    private void say(String words) {
        surroundings.out().println(words);
        surroundings.out().flush();
    }
}
