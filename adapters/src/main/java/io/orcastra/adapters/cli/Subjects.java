package io.orcastra.adapters.cli;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.rules.reading.Subject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What of a swarm can be asked about. */
final class Subjects {
    private final List<Service> services;
    private final List<Node> nodes;

    Subjects(Collection<?> facts) {
        services = facts.stream().filter(Service.class::isInstance).map(Service.class::cast)
                .sorted(Comparator.comparing(Service::id)).toList();
        nodes = facts.stream().filter(Node.class::isInstance).map(Node.class::cast)
                .sorted(Comparator.comparing(Node::id)).toList();
    }

    /** By id or whole name; where there is none, services by the name within their stack. */
    List<Subject> named(String name) {
        List<Subject> whole = Stream.<Subject>concat(
                services(one -> one.id().equals(name) || one.name().equals(name)),
                nodes.stream().filter(one -> one.id().equals(name) || one.hostname().equals(name)).map(Subject.OfNode::new))
                .toList();
        return whole.isEmpty() ? services(one -> one.shortName().equals(name)).map(Subject.class::cast).toList() : whole;
    }

    List<String> names() {
        return Stream.concat(services.stream().map(Service::name), nodes.stream().map(Node::hostname)).distinct().toList();
    }

    private Stream<Subject.OfService> services(Predicate<Service> which) {
        return services.stream().filter(which).map(Subject.OfService::new);
    }
}
