package io.orcastra.adapters.snapshot;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import java.util.List;
import java.util.Set;

/** The facts of a document. */
record FactLists(Set<Object> facts) {

    /** Every type of fact a snapshot holds, in the order of the document. */
    static final List<Class<? extends Record>> TYPES = List.of(
            LocalEngine.class, Node.class, NodeLabel.class, Service.class, ServiceLabel.class,
            PlacementConstraint.class, SpreadPreference.class, Mount.class, Task.class, EndedTask.class,
            NodeMemory.class, MemoryUnknown.class, TaskMemory.class);
}
