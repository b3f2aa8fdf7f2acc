package io.orcastra.adapters.yaml;

import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators ask for in a scenario. */
final class StoryRequests {
    private final StoryCluster cluster;

    StoryRequests(StoryCluster cluster) {
        this.cluster = cluster;
    }

    List<OperatorRequest> read(Section root) {
        List<OperatorRequest> requests = new ArrayList<>();
        for (Value entry : root.get("requests").flatMap(Value::list).orElse(List.of())) {
            entry.section().flatMap(section -> request(section, entry, "request-" + requests.size())).ifPresent(requests::add);
        }
        return requests;
    }

    private Optional<OperatorRequest> request(Section section, Value entry, String id) {
        Optional<Value> service = section.get("move");
        Optional<Value> target = section.get("to");
        Optional<Value> emptied = section.get("evacuate");
        if (service.isPresent() != target.isPresent() || service.isPresent() == emptied.isPresent()) {
            entry.error(entry.path() + " is neither a move to a node nor a node to be empty",
                    "Maybe write { move: shop_web, to: oak } or { evacuate: oak }.");
            return Optional.empty();
        }
        if (emptied.isPresent()) {
            return emptied.flatMap(cluster::hostname).map(node -> new EvacuationRequest(id, StoryCluster.id("node", node)));
        }
        Optional<String> name = service.flatMap(cluster::service);
        return target.flatMap(cluster::hostname).flatMap(
                node -> name.map(moved -> new MoveRequest(id, moved, StoryCluster.id("node", node))));
    }
}
