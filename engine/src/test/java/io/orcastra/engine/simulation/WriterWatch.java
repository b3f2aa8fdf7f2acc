package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import java.util.Collections;

/** Of a service that must not run twice no more containers live than its owner wants by now. */
final class WriterWatch {
    private final SimulatedSwarm swarm;

    WriterWatch(SimulatedSwarm swarm) {
        this.swarm = swarm;
    }

    /** Where a task has begun to run while an action of ours on its service is under way. */
    void check(TrialService service) {
        Service wanted = wanted(service);
        if (!isSingleWriter(service, wanted.replicas())) {
            return;
        }
        int most = wanted.mode() == ServiceMode.GLOBAL ? 1 : Math.max(1, wanted.replicas());
        int containers = containersThatShareData(wanted);
        if (containers > most) {
            throw new Violation("7 a single writer never runs twice because of us",
                    containers + " containers of " + wanted.name() + " live");
        }
    }

    /** Its owner may have scaled it since the story began. */
    private Service wanted(TrialService service) {
        return swarm.facts().stream().filter(Service.class::isInstance).map(Service.class::cast)
                .filter(one -> one.id().equals(service.service().id())).findFirst().orElse(service.service());
    }

    /** What a global service writes to is of each node its own. */
    private int containersThatShareData(Service service) {
        Census census = swarm.census();
        return service.mode() == ServiceMode.GLOBAL
                ? census.nodes().values().stream().mapToInt(node -> Collections.frequency(node.tasks(), service.name())).max().orElse(0)
                : census.services().get(service.name()).containers();
    }

    private static boolean isSingleWriter(TrialService service, int replicas) {
        boolean mounts = replicas == 1 && service.facts().stream().anyMatch(fact -> fact instanceof Mount mount && !mount.readOnly());
        return mounts || service.facts().stream().anyMatch(fact -> fact instanceof ServiceLabel label
                && label.key().equals("orchestration.single.writer"));
    }
}
