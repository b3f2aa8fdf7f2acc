package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Services that are Orcastra's own. Of their settings it is known that they are there, not what they do. */
final class OwnServices {
    private final World world;
    private final Writes writes;

    OwnServices(World world, Writes writes) {
        this.world = world;
        this.writes = writes;
    }

    /** @return false when there is a service of that name */
    boolean create(CreateService wish) {
        if (world.services.values().stream().anyMatch(service -> service.name().equals(wish.name()))) {
            return false;
        }
        Service service = new Service("own-" + wish.name(), wish.name(), "", ServiceMode.GLOBAL, 0, 0, "", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0, Resources.NONE,
                Set.of(), List.of(), Set.of(), "");
        ServiceState made = new ServiceState(
                new Spec(service, List.of(), 0, UpdateRules.DEFAULT, 0), Behaviour.DEFAULT, world.now());
        made.others.add(new DeployedService(made.id, wish.name()));
        wish.settings().forEach(setting -> made.others.add(new DeployedSetting(made.id, mark(setting))));
        world.services.put(made.id, made);
        world.touch();
        return true;
    }

    /** @return false when it is not ours, or not there */
    boolean update(UpdateService wish) {
        ServiceState service = world.services.get(wish.serviceId());
        if (service == null || service.others.stream().noneMatch(DeployedService.class::isInstance)) {
            return false;
        }
        Set<String> places = wish.settings().stream().map(OwnServices::place).collect(Collectors.toSet());
        service.others.removeIf(fact -> fact instanceof DeployedSetting own && places.contains(place(own.setting())));
        wish.settings().forEach(setting -> service.others.add(new DeployedSetting(service.id, mark(setting))));
        writes.update(service, service.spec.withTasks(service.spec.taskVersion() + 1));
        return true;
    }

    /** Place and digest, without what is shown. */
    private static String mark(String setting) {
        int shown = setting.indexOf(' ', setting.indexOf(' ') + 1);
        return shown < 0 ? setting : setting.substring(0, shown);
    }

    private static String place(String setting) {
        return setting.substring(0, setting.indexOf(' '));
    }
}
