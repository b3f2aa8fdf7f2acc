package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.ProtectedLabel;
import io.orcastra.rules.verify.Cluster;
import java.util.List;

/** A whole shop in which all is well. Whatever a rule asks for is here once, but not for anybody in need. */
public final class WellShop {
    private WellShop() {
    }

    public static Object[] facts() {
        return new Cluster().node("b1").node("b2").service("b_cache").service("b_web", web -> web.replicas(2))
                .service("b_store").service("b_agent", agent -> agent.mode(ServiceMode.GLOBAL))
                .anchor("cache", "b_cache").dependency("b_cache", "b_web", true).anchor("store", "b_store")
                .ended("b_store", 1, "b2", TaskState.FAILED).ended("b_web", 1, "b2", TaskState.SHUTDOWN)
                .running("b_cache", "b1").running("b_web", "b1").running("b_web", "b1").running("b_store", "b2")
                .running("b_agent", "b2").label("b1", "cache", "true").label("b2", "store", "true")
                .constraint("b_web", "node.labels.cache", "true").mount("b_store", MountType.VOLUME, "data")
                .with(new InventoryNode("b1", ""), new InventoryLabel("b1", "rack", "r1")).label("b1", "rack", "r1")
                .with(new KnownPin(id("b_web"), "node.id==b9"), new InFlight(id("b_web"), "move"))
                .with(new ProtectedLabel("kept"), new SpreadPreference(id("b_web"), "node.labels.rack", 0))
                .with(new CyclicDependency(List.of("b_egg", "b_hen")))
                .facts().toArray();
    }
}
