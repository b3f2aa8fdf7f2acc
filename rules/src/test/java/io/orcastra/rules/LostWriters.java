package io.orcastra.rules;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.PoweredOff;
import io.orcastra.facts.policy.ServiceFencing;
import io.orcastra.rules.verify.Cluster;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a {@link RandomWorld} and its {@link Rarities} do not have: single writers that are fenced, and were left on lost nodes. */
final class LostWriters {
    private static final List<String> SERVICES = List.of("db", "cache", "web", "agent");
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    /** Of which nothing else follows that plain Java does not know. */
    private static final List<MachineState> STATES =
            List.of(MachineState.IN_SWARM, MachineState.SWARM_BROKEN, MachineState.UNREACHABLE, MachineState.ENGINE_SILENT);

    private final Random random;

    LostWriters(long seed) {
        random = new Random(seed * 37);
    }

    /** These facts and, in every other world, more. */
    Set<Object> in(Set<Object> world) {
        Set<Object> facts = new LinkedHashSet<>(world);
        if (random.nextBoolean()) {
            return facts;
        }
        facts.add(new Fencing(one(List.of(FencingMode.values()))));
        if (random.nextBoolean()) {
            facts.add(new ServiceFencing(one(SERVICES), one(List.of(FencingMode.values()))));
        }
        for (int writer = 0; writer < 2; writer++) {
            leave(facts, Cluster.id(one(SERVICES)), one(NODES));
        }
        return facts;
    }

    private void leave(Set<Object> facts, String service, String hostname) {
        String node = Cluster.id(hostname);
        facts.add(new ServiceLabel(service, "orchestration.single.writer", "true"));
        for (int task = 0; task < random.nextInt(3); task++) {
            facts.add(new LeftTask(service + ".left" + task, service, node));
        }
        switch (random.nextInt(6)) {
            case 0 -> facts.add(new StoppedTask(service + ".left0", node));
            case 1 -> facts.add(new PoweredOff(hostname));
            case 2 -> facts.add(new Machine(hostname, one(STATES), one(List.of(node, "other")), "", ""));
            case 3 -> facts.add(new Machine(hostname, MachineState.IN_SWARM, node, "", ""));
            default -> {
                facts.add(new PlacementConstraint(service, "node.labels.disk", one(List.of(ConstraintOperator.values())), "A"));
                facts.add(new NodeLabel(Cluster.id(one(NODES)), "disk", one(List.of("a", "b"))));
            }
        }
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
