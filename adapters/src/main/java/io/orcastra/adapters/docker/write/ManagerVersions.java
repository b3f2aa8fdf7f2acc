package io.orcastra.adapters.docker.write;

import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether all managers that manage now speak the same engine version. An older one drops the fields it does not know
 * from a spec.
 */
final class ManagerVersions {

    private ManagerVersions() { }

    /** Why nothing may be written, if so. */
    static Optional<String> disagreement(Collection<Node> nodes) {
        List<String> versions = versions(nodes);
        return versions.size() < 2 ? Optional.empty()
                : Optional.of("the managers run different engine versions (" + String.join(", ", versions)
                        + "), and the older drops fields of a spec it does not know");
    }

    /** Why not even what is ours may be taken off, if so: it is the leader, through which every write goes, that drops. */
    static Optional<String> olderLeader(Collection<Node> nodes) {
        List<String> versions = versions(nodes);
        return nodes.stream()
                .filter(node -> node.managesNow() && node.leadership() == Leadership.LEADER)
                .map(Node::engineVersion)
                .filter(leads -> versions.stream().anyMatch(other -> isOlder(leads, other)))
                .findFirst()
                .map(leads -> "the leader runs an older engine version (" + leads + ") than other managers ("
                        + String.join(", ", versions) + "), and drops fields of a spec it does not know");
    }

    private static List<String> versions(Collection<Node> nodes) {
        return nodes.stream().filter(Node::managesNow).map(Node::engineVersion).distinct().sorted().toList();
    }

    /** Versions that are not numbers, such as those of development builds, have no order. */
    private static boolean isOlder(String one, String other) {
        try {
            return Version.parse(one).compareTo(Version.parse(other)) < 0;
        } catch (IllegalArgumentException unordered) {
            return false;
        }
    }
}
