package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import java.util.List;
import java.util.Objects;

/**
 * Room that moves under way will take yet: Swarm replaces one task after the other, so that most of a service may still be
 * where it leaves while its target looks empty. Of a move of some tasks more may be promised than comes, for an action that
 * was begun does not tell how many.
 */
final class Promised {
    private static final String MOVE = MoveService.class.getSimpleName();

    private Promised() {
    }

    /** What tasks occupy, and what is promised. */
    static Room room(Situation situation) {
        Room room = Room.of(situation.cluster());
        situation.history().stream()
                .filter(past -> past.end() == PastAction.End.OPEN && past.action().equals(MOVE))
                .filter(past -> situation.underWay().contains(past.serviceId()))
                .forEach(past -> promise(past, room, situation.cluster()));
        return room;
    }

    private static void promise(PastAction move, Room room, ClusterView cluster) {
        Service service = cluster.service(move.serviceId());
        if (service == null) {
            return;
        }
        Room then = room.copy();
        List<Node> targets = move.to().stream().sorted().map(cluster::node).filter(Objects::nonNull).toList();
        Placement placement = new Placement(cluster);
        for (Task task : cluster.placedTasks(move.serviceId())) {
            if (move.from().contains(task.nodeId()) && !move.to().contains(task.nodeId())) {
                placement.expectedNode(service, targets, then).ifPresent(node -> {
                    then.add(service, node.id());
                    room.promise(service, node.id());
                });
            }
        }
    }
}
