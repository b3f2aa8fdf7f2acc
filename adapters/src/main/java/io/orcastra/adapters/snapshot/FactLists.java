package io.orcastra.adapters.snapshot;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachinesAsked;
import io.orcastra.facts.cluster.ManagerByDefault;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceImage;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.NodeWait;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.PreviousSpecDropped;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.ExporterDeployment;
import io.orcastra.facts.policy.ExporterSetting;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.KeptContainer;
import io.orcastra.facts.policy.KeptImage;
import io.orcastra.facts.policy.KeptVolume;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.PoweredOff;
import io.orcastra.facts.policy.ProtectedLabel;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RemovableVolume;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.facts.policy.UnhealedContainer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The facts of a document. */
record FactLists(Set<Object> facts) {

    /** Every type of fact a snapshot holds, in the order of the document. */
    static final List<Class<? extends Record>> TYPES = List.of(
            LocalEngine.class, Node.class, NodeLabel.class, Service.class, ServiceLabel.class,
            PlacementConstraint.class, SpreadPreference.class, Mount.class, HealthCheck.class, Task.class, EndedTask.class,
            LeftTask.class, StoppedTask.class,
            NodeMemory.class, MemoryUnknown.class, TaskMemory.class, Container.class, Machine.class, MachinesAsked.class,
            ManagerByDefault.class, StoredImage.class, ImageName.class, ServiceImage.class, StoppedContainer.class, UnusedVolume.class,
            DeployedService.class, DeployedSetting.class, WantedMod.class, FailedMod.class);

    /** What a daemon knows beside: of the past, of itself, and from its configuration. */
    static final List<Class<? extends Record>> OF_A_DAEMON = List.of(
            Approval.class, Attempts.class, Backoff.class, Cooldown.class, DependentsPaused.class, EvacuationRequest.class,
            FailedMove.class, HourSpent.class, InFlight.class, KnownPin.class, LabelsWithdrawn.class, LeftOutRule.class, MoveFailures.class,
            MoveRequest.class, NoLease.class, NodeLosses.class, NodeWait.class,
            Order.class, Paused.class, PreviousSpecDropped.class, RecentFailure.class, RefusedPull.class, Relocated.class, Resting.class,
            StaleObservation.class, StartPatience.class, Unsettled.class, WindowClosed.class, WindowOpen.class,
            Anchor.class, Autoheal.class, CyclicDependency.class, Dependency.class,
            ExporterDeployment.class, ExporterSetting.class, Fencing.class, Founding.class, GarbageCollection.class,
            HealedNode.class, InventoryLabel.class, InventoryNode.class, InventoryRole.class,
            KeptApart.class, KeptContainer.class, KeptImage.class, KeptVolume.class,
            LabelPruning.class, MemoryPolicy.class, MovableService.class, NodeTiers.class, NumberParameter.class, PoweredOff.class,
            ProtectedLabel.class, Rebalancing.class, RemovableVolume.class, RuleAutomation.class, ServiceAutomation.class,
            ServiceFencing.class, ServiceRebalancing.class, ServiceStartLimit.class,
            SpanParameter.class, SpreadRepair.class, StartLimit.class, TextParameter.class, TimeWindow.class, UnhealedContainer.class);

    /** One sorted list for each type, of the facts as they are to be shown. */
    static Map<String, List<?>> sorted(List<Class<? extends Record>> types, Set<Object> facts, UnaryOperator<Object> masking) {
        Map<String, List<?>> lists = new LinkedHashMap<>();
        for (Class<? extends Record> type : types) {
            lists.put(type.getSimpleName(), facts.stream().filter(type::isInstance).map(masking)
                    .sorted(Comparator.comparing(Object::toString)).toList());
        }
        return lists;
    }
}
