package io.orcastra.engine.memory;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachinesAsked;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import java.util.List;

/** What makes facts of the swarm, its nodes and its services statements about the same thing. */
final class ClusterIdentities {

    private ClusterIdentities() {
    }

    static void into(Identities all) {
        all.put(Node.class, Node::id);
        all.put(NodeLabel.class, label -> List.of(label.nodeId(), label.key()));
        all.put(Service.class, Service::id);
        all.put(ServiceLabel.class, label -> List.of(label.serviceId(), label.key()));
        all.put(SpreadPreference.class, preference -> List.of(preference.serviceId(), preference.rank()));
        all.put(Mount.class, mount -> List.of(mount.serviceId(), mount.target()));
        all.put(Task.class, Task::id);
        all.put(EndedTask.class, EndedTask::id);
        all.put(LeftTask.class, LeftTask::id);
        all.put(StoppedTask.class, StoppedTask::id);
        all.put(Container.class, Container::id);
        all.put(DeployedService.class, DeployedService::serviceId);
        all.put(WantedMod.class, mod -> List.of(mod.nodeId(), mod.file()));
        all.put(FailedMod.class, mod -> List.of(mod.nodeId(), mod.source()));
        all.put(StoredImage.class, image -> List.of(image.nodeId(), image.imageId()));
        all.put(StoppedContainer.class, container -> List.of(container.nodeId(), container.containerId()));
        all.put(UnusedVolume.class, volume -> List.of(volume.nodeId(), volume.name()));
        all.put(NodeMemory.class, NodeMemory::nodeId);
        all.put(MemoryUnknown.class, MemoryUnknown::nodeId);
        all.put(TaskMemory.class, TaskMemory::taskId);
        all.put(LocalEngine.class, engine -> "");
        all.put(Machine.class, Machine::hostname);
        all.put(HealthCheck.class, HealthCheck::serviceId);
        all.put(MachinesAsked.class, asked -> "");
    }
}
