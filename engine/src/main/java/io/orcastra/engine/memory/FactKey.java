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
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.NodeWait;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.StartLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What makes two facts statements about the same thing, so that the later replaces the earlier. A type without an
 * identity of its own is its own key: it can only come and go.
 */
public record FactKey(Class<?> type, Object identity) {
    private static final Map<Class<?>, Function<Object, Object>> IDENTITIES = identities();

    public static FactKey of(Object fact) {
        return new FactKey(
                fact.getClass(), IDENTITIES.getOrDefault(fact.getClass(), Function.identity()).apply(fact));
    }

    private static Map<Class<?>, Function<Object, Object>> identities() {
        Map<Class<?>, Function<Object, Object>> all = new HashMap<>();
        put(all, Node.class, Node::id);
        put(all, NodeLabel.class, label -> List.of(label.nodeId(), label.key()));
        put(all, Service.class, Service::id);
        put(all, ServiceLabel.class, label -> List.of(label.serviceId(), label.key()));
        put(all, SpreadPreference.class, preference -> List.of(preference.serviceId(), preference.rank()));
        put(all, Mount.class, mount -> List.of(mount.serviceId(), mount.target()));
        put(all, Task.class, Task::id);
        put(all, EndedTask.class, EndedTask::id);
        put(all, LeftTask.class, LeftTask::id);
        put(all, StoppedTask.class, StoppedTask::id);
        put(all, Fencing.class, settings -> "");
        put(all, ServiceFencing.class, ServiceFencing::service);
        put(all, Container.class, Container::id);
        put(all, DeployedService.class, DeployedService::serviceId);
        put(all, WantedMod.class, mod -> List.of(mod.nodeId(), mod.file()));
        put(all, FailedMod.class, mod -> List.of(mod.nodeId(), mod.source()));
        put(all, StoredImage.class, image -> List.of(image.nodeId(), image.imageId()));
        put(all, StoppedContainer.class, container -> List.of(container.nodeId(), container.containerId()));
        put(all, UnusedVolume.class, volume -> List.of(volume.nodeId(), volume.name()));
        put(all, NodeMemory.class, NodeMemory::nodeId);
        put(all, MemoryUnknown.class, MemoryUnknown::nodeId);
        put(all, TaskMemory.class, TaskMemory::taskId);
        put(all, LocalEngine.class, engine -> "");
        put(all, Anchor.class, Anchor::name);
        put(all, Dependency.class, dependency -> List.of(dependency.anchor(), dependency.dependent()));
        put(all, InventoryNode.class, InventoryNode::hostname);
        put(all, InventoryRole.class, InventoryRole::hostname);
        put(all, Founding.class, founding -> "");
        put(all, Machine.class, Machine::hostname);
        put(all, MachinesAsked.class, asked -> "");
        put(all, InventoryLabel.class, label -> List.of(label.hostname(), label.key()));
        put(all, Attempts.class, attempts -> List.of(attempts.subject(), attempts.cause()));
        put(all, Backoff.class, backoff -> List.of(backoff.subject(), backoff.cause()));
        put(all, Cooldown.class, cooldown -> List.of(cooldown.subject(), cooldown.cause()));
        put(all, NoLease.class, lease -> "");
        put(all, HourSpent.class, hour -> "");
        put(all, Paused.class, Paused::service);
        put(all, MoveRequest.class, MoveRequest::id);
        put(all, EvacuationRequest.class, EvacuationRequest::id);
        put(all, Order.class, Order::id);
        put(all, RecentFailure.class, RecentFailure::taskId);
        put(all, RefusedPull.class, pull -> List.of(pull.serviceId(), pull.image(), pull.nodeId()));
        put(all, FailedMove.class, FailedMove::serviceId);
        put(all, MoveFailures.class, failures -> List.of(failures.serviceId(), failures.cause()));
        put(all, Relocated.class, Relocated::serviceId);
        put(all, LeftOutRule.class, rule -> List.of(rule.rule(), rule.file()));
        put(all, Resting.class, Resting::subject);
        put(all, Rebalancing.class, settings -> "");
        put(all, MemoryPolicy.class, settings -> "");
        put(all, GarbageCollection.class, settings -> "");
        put(all, Autoheal.class, settings -> "");
        put(all, NodeLosses.class, NodeLosses::nodeId);
        put(all, NodeWait.class, NodeWait::taskId);
        put(all, HealthCheck.class, HealthCheck::serviceId);
        put(all, ServiceStartLimit.class, ServiceStartLimit::service);
        put(all, StartPatience.class, StartPatience::serviceId);
        put(all, StartLimit.class, settings -> "");
        put(all, ServiceRebalancing.class, ServiceRebalancing::service);
        put(all, RuleAutomation.class, RuleAutomation::rule);
        put(all, ServiceAutomation.class, ServiceAutomation::service);
        put(all, WindowOpen.class, WindowOpen::window);
        put(all, WindowClosed.class, WindowClosed::window);
        put(all, StaleObservation.class, StaleObservation::source);
        return Map.copyOf(all);
    }

    private static <T> void put(
            Map<Class<?>, Function<Object, Object>> all, Class<T> type, Function<T, Object> identity) {
        all.put(type, fact -> identity.apply(type.cast(fact)));
    }
}
