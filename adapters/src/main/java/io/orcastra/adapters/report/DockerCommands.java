package io.orcastra.adapters.report;

import io.orcastra.adapters.masking.MaskedValue;
import io.orcastra.adapters.masking.Redaction;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operator would type to the same effect. Nodes stand in constraints by hostname, by id where a hostname is
 * not unique.
 */
final class DockerCommands {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/=,@%+-]+");

    private final Names names;
    private final List<Node> nodes;
    private final GarbageWords garbage;

    DockerCommands(Names names, Collection<?> facts, GarbageWords garbage) {
        this.names = names;
        this.garbage = garbage;
        this.nodes = facts.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    List<String> of(Action action) {
        if (action instanceof SetNodeLabel set) {
            return List.of(setting(set));
        }
        if (action instanceof RemoveNodeLabel remove) {
            return List.of("docker node update --label-rm " + quoted(remove.key()) + " " + nodeArgument(remove.nodeId()));
        }
        if (action instanceof MoveService move) {
            return move.tasks() == 0 ? pinned("", move.home(), move.serviceId()) : some(move);
        }
        if (action instanceof RestartService restart) {
            return restart.nodes().isEmpty()
                    ? List.of("docker service update --force " + quoted(names.of(restart.serviceId())))
                    : pinned(" --force", restart.nodes(), restart.serviceId());
        }
        if (action instanceof RestartContainer restart) {
            return List.of("# on " + names.of(restart.nodeId()) + ":", "docker restart " + quoted(names.of(restart.containerId())));
        }
        if (action instanceof CollectGarbage collect) {
            String total = garbage.total(collect);
            return Stream.concat(Stream.of("# on " + names.of(collect.nodeId()) + (total.isEmpty() ? ":" : ", " + total + ":")),
                    collect.items().stream().sorted().map(item -> "docker " + quoted(item.substring(0, item.indexOf(' '))) + " rm "
                            + quoted(item.substring(item.indexOf(' ') + 1)) + comment(garbage.of(collect.nodeId(), item)))).toList();
        }
        if (action instanceof FetchMod fetch) {
            return List.of("# no docker command does this: the agent on " + names.of(fetch.nodeId()) + " fetches " + fetch.file());
        }
        if (action instanceof RestorePreviousSpec) {
            return List.of("# no docker command does this: the owner's previous version is known to the ledger only");
        }
        if (action instanceof CreateService create) {
            return new OwnServiceCommands(DockerCommands::quoted).of(create);
        }
        if (action instanceof UpdateService update) {
            return new OwnServiceCommands(DockerCommands::quoted).of(update, names.of(update.serviceId()));
        }
        return ofNodes(action);
    }

    /** A masked value is no value to set. */
    private String setting(SetNodeLabel set) {
        return Redaction.isMasked(MaskedValue.of(set.key(), set.value()))
                ? "# no command can be shown: the value of label " + quoted(set.key()) + " is masked"
                : "docker node update --label-add " + quoted(set.key() + "=" + set.value()) + " " + nodeArgument(set.nodeId());
    }

    private List<String> ofNodes(Action action) {
        if (action instanceof InitialiseSwarm make) {
            return List.of("docker swarm init --advertise-addr " + quoted(make.address()) + "  # on " + quoted(make.hostname()));
        }
        if (action instanceof JoinSwarm join) {
            String role = join.role().name().toLowerCase(Locale.ROOT);
            return List.of("docker swarm join-token " + role + "  # on a manager, then what it prints on " + quoted(join.hostname()));
        }
        if (action instanceof ChangeRole change) {
            return List.of("docker node " + (change.role() == NodeRole.MANAGER ? "promote " : "demote ")
                    + nodeArgument(change.nodeId()));
        }
        if (action instanceof RestartEngine restart) {
            return List.of("systemctl restart docker  # on " + quoted(restart.hostname()));
        }
        if (action instanceof CutOff cut) {
            return List.of("docker ps -q --filter label=com.docker.swarm.task.id=" + cut.taskId()
                    + " | xargs -r docker stop -t " + cut.graceSeconds() + "  # on " + quoted(cut.hostname()));
        }
        return action instanceof RemoveNode remove ? List.of("docker node rm " + remove.nodeId()) : List.of();
    }

    /** The update is held after so many tasks, and ends with the constraint that began it. */
    private List<String> some(MoveService move) {
        List<String> commands = new ArrayList<>(pinned(" --update-parallelism " + move.tasks() + " --update-delay 1h",
                move.home(), move.serviceId()));
        commands.add(1, "# as soon as " + (move.tasks() == 1 ? "one task has" : move.tasks() + " tasks have")
                + " moved, with the service's own --update-parallelism and --update-delay:");
        return commands;
    }

    /** One home node is named; of several, all others that take tasks are excluded, as constraints are ANDed. */
    private List<String> pinned(String force, Set<String> home, String serviceId) {
        List<String> constraints = home.size() == 1
                ? home.stream().map(id -> constraint(id, "==")).toList()
                : nodes.stream().filter(node -> node.availability() == Availability.ACTIVE && !home.contains(node.id()))
                        .map(node -> constraint(node.id(), "!=")).sorted().toList();
        String service = " " + quoted(names.of(serviceId));
        List<String> commands = new ArrayList<>();
        commands.add("docker service update" + force + options(" --constraint-add ", constraints) + service);
        if (!constraints.isEmpty()) {
            commands.add("docker service update" + options(" --constraint-rm ", constraints) + service);
        }
        return commands;
    }

    private static String options(String option, List<String> constraints) {
        return constraints.stream().map(constraint -> option + quoted(constraint)).reduce("", String::concat);
    }

    private String constraint(String nodeId, String operator) {
        String argument = nodeArgument(nodeId);
        return (argument.equals(nodeId) ? "node.id" : "node.hostname") + operator + argument;
    }

    private String nodeArgument(String nodeId) {
        String hostname = hostname(nodeId);
        return nodes.stream().filter(node -> node.hostname().equals(hostname)).count() == 1 ? hostname : nodeId;
    }

    private String hostname(String nodeId) {
        return nodes.stream().filter(node -> node.id().equals(nodeId)).map(Node::hostname).findFirst().orElse(nodeId);
    }

    /** One line of a shell, whatever is in it. */
    private static String comment(String text) {
        return text.isEmpty() ? "" : "  # " + text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
