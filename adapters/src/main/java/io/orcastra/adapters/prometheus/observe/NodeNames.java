package io.orcastra.adapters.prometheus.observe;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a source may call a node: its id, its address and its hostname where no other node that is ready has the same, and
 * the name of its host. Nodes behind one address are one machine only where {@code node_map} gives them one host.
 */
final class NodeNames {

    private final Map<String, List<Node>> readyByAddress;
    private final Map<String, List<Node>> readyByHostname;
    private final Map<String, String> hosts;

    /**
     * @param own         of this node alone
     * @param host        which it runs on, if that is known
     * @param ofHost      names of that host
     * @param isAmbiguous whether its address says neither which node nor which host is meant
     */
    record Names(List<String> own, Optional<String> host, List<String> ofHost, boolean isAmbiguous) {
        Names {
            own = List.copyOf(own);
            ofHost = List.copyOf(ofHost);
        }
    }

    /** @param hosts physical host by virtual machine */
    NodeNames(Collection<Node> nodes, Map<String, String> hosts) {
        List<Node> ready = nodes.stream().filter(node -> node.status() == NodeStatus.READY).toList();
        this.readyByAddress = ready.stream().collect(Collectors.groupingBy(Node::address));
        this.readyByHostname = ready.stream().collect(Collectors.groupingBy(Node::hostname));
        this.hosts = hosts;
    }

    Names of(Node node) {
        List<String> own = own(node);
        boolean isShared = !node.address().isEmpty() && !own.contains(node.address());
        Optional<String> host = host(node);
        boolean isOfHost = isShared && host.isPresent() && node.status() == NodeStatus.READY
                && readyByAddress.get(node.address()).stream().allMatch(other -> host(other).equals(host));
        List<String> ofHost = new ArrayList<>(host.stream().toList());
        if (isOfHost) {
            ofHost.add(node.address());
        }
        return new Names(own, host, ofHost, isShared && !isOfHost);
    }

    /** A node that is not ready is not known by the address its successor has now. */
    private Optional<String> host(Node node) {
        List<String> names = new ArrayList<>(own(node));
        if (node.status() == NodeStatus.READY) {
            names.add(node.address());
        }
        return names.stream().map(hosts::get).filter(host -> host != null).findFirst();
    }

    private List<String> own(Node node) {
        List<String> names = new ArrayList<>(List.of(node.id()));
        if (!node.address().isEmpty() && isAlone(node, readyByAddress.get(node.address()))) {
            names.add(node.address());
        }
        if (!node.hostname().isEmpty() && isAlone(node, readyByHostname.get(node.hostname()))) {
            names.add(node.hostname());
        }
        return names;
    }

    private static boolean isAlone(Node node, List<Node> ready) {
        return ready == null || ready.stream().allMatch(other -> other.id().equals(node.id()));
    }
}
