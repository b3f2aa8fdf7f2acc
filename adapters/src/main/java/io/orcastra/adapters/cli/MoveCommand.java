package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.ledger.RequestPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.MoveRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orcastra move}. */
@Command(name = "move", description = {
        "Asks the running instance to move all tasks of a service to a node, and follows it to the end.",
        "Works on any manager. It is judged like any wish: what guards, budgets or the planner say against it "
                + "is told. What follows the service moves with it. Ctrl-C withdraws what has not begun; a move that "
                + "has begun is finished."})
final class MoveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private RequestPreview preview;

    @Mixin
    private RequestTime time;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Its name, its name within its stack, or its id.")
    private String service;

    @Parameters(index = "1", paramLabel = "NODE", description = "Hostname or id of the node it is to run on.")
    private String node;

    MoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, ObservationFailed, LedgerUnavailable {
        time.span();
        Configuration configuration = preview.configuration(surroundings);
        try (Requests requests = new Requests(surroundings)) {
            Named named = requests.named();
            Service moved = named.service(service);
            Node target = named.node(node);
            MoveRequest request = new MoveRequest(Requests.freshId(), moved.name(), target.id());
            if (preview.isWanted(configuration)) {
                return preview.show(request, configuration, surroundings);
            }
            requests.ask(request, time.end(requests.now()));
            surroundings.out().println("asked for " + moved.name() + " on " + target.hostname());
            surroundings.out().flush();
            return requests.watch(RequestPage.PAGE).toTheEnd(request.id());
        }
    }
}
