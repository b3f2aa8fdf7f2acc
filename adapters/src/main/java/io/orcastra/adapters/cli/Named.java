package io.orcastra.adapters.cli;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.rules.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Services and nodes of a swarm, found by what operators call them. */
final class Named {
    private final List<Service> services;
    private final List<Node> nodes;

    Named(Collection<?> facts) {
        services = facts.stream().filter(Service.class::isInstance).map(Service.class::cast).toList();
        nodes = facts.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    /**
     * The service that is meant by its name, its name within its stack, or its id.
     *
     * @throws UserError when there is none, or more than one
     */
    Service service(String meant) {
        List<Service> whole = services.stream().filter(one -> one.name().equals(meant) || one.id().equals(meant)).toList();
        List<Service> found = whole.isEmpty() ? services.stream().filter(one -> one.shortName().equals(meant)).toList() : whole;
        return only("service", meant, found, Service::name,
                services.stream().flatMap(one -> Stream.of(one.name(), one.shortName())).toList());
    }

    /**
     * The node that is meant by its hostname or its id.
     *
     * @throws UserError when there is none, or more than one
     */
    Node node(String meant) {
        List<Node> found = nodes.stream().filter(one -> one.id().equals(meant) || one.hostname().equals(meant)).toList();
        return only("node", meant, found, Node::id, nodes.stream().map(Node::hostname).toList());
    }

    private static <T> T only(String kind, String meant, List<T> found, Function<T, String> name, List<String> known) {
        if (found.size() > 1) {
            throw new UserError(meant + " is the name of more than one " + kind + "\nMaybe say which: "
                    + String.join(", ", found.stream().map(name).sorted().toList()));
        }
        return found.stream().findFirst().orElseThrow(() -> new UserError("the swarm has no " + kind + " " + meant + "\n"
                + Spelling.nearest(meant, known).map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe it is not there yet.")));
    }
}
