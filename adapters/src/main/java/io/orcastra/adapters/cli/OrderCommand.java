package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.OrderText;
import io.orcastra.adapters.yaml.OrderText.NoOrder;
import io.orcastra.engine.ledger.OrderPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Order;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orcastra command}. */
@Command(name = "command", description = {
        "Asks the running instance for one of the commands of the command file, and follows it to the end.",
        "Works on any manager. Commands: relabel_all, relabel_anchor:ANCHOR, bootstrap_swarm, "
                + "update_dependents[:ANCHOR], remove_all_labels, pause_dependents, resume_dependents, noop. Each is "
                + "judged like any wish: what guards, budgets or the planner say against it is told. Ctrl-C withdraws "
                + "what has not begun; labels that were withdrawn stay away until relabel_all."})
final class OrderCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Inputs inputs;

    @Parameters(paramLabel = "NAME", description = "The command, with its anchor after a colon.")
    private String name;

    OrderCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, LedgerUnavailable {
        Configuration configuration = inputs.configuration(surroundings);
        OrderText text = read(configuration.anchors());
        if (configuration.settings().engine().dryRun() && !configuration.observesOnly()) {
            say("dry run, nothing is written: " + text.text() + " is not asked for");
            return ExitCode.GOOD;
        }
        try (Requests requests = new Requests(surroundings)) {
            Order order = text.order(Requests.freshId());
            requests.order(order);
            say("asked for " + text.text());
            return requests.watch(OrderPage.PAGE).toTheEnd(order.id());
        }
    }

    private OrderText read(Set<String> anchors) {
        try {
            return OrderText.of(name, anchors);
        } catch (NoOrder no) {
            throw new ParameterException(spec.commandLine(), no.getMessage() + "\n" + no.advice(), no);
        }
    }

    private void say(String words) {
        surroundings.out().println(words);
        surroundings.out().flush();
    }
}
