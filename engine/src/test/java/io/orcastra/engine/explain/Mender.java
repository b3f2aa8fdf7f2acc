package io.orcastra.engine.explain;

import io.orcastra.engine.ledger.Timing;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.rules.verify.Cluster;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Does to a world what a remedy says, and nothing else. */
final class Mender {

    /** What there is to explain: facts, how long what is timed has lasted, and the time. */
    record World(Set<Object> facts, List<Timing> timings, Instant now) {
        World {
            facts = Set.copyOf(facts);
            timings = List.copyOf(timings);
        }

        private World with(Set<Object> others) {
            return new World(others, timings, now);
        }
    }

    /** Empty when what the remedy says cannot be done to observed facts or settings. */
    Optional<World> mended(World world, Remedy remedy) {
        if (remedy instanceof Remedy.Come come) {
            return Optional.of(added(world, made(come.type(), come.keys())));
        }
        if (remedy instanceof Remedy.Go go) {
            return gone(world, go.facts());
        }
        if (remedy instanceof Remedy.Become become) {
            return changed(become).map(better -> added(gone(world, List.of(become.fact())).orElse(world), better))
                    .filter(done -> world.facts().contains(become.fact()));
        }
        if (remedy instanceof Remedy.Last last) {
            Timing over = Timing.of(new Elapsed(last.timer().name(), last.timer().subject()), last.timer().lasting());
            List<Timing> timings = new ArrayList<>(world.timings());
            timings.add(over);
            return Optional.of(new World(world.facts(), timings, world.now()));
        }
        if (remedy instanceof Remedy.Wait wait) {
            World waited = new World(world.facts(), world.timings(), wait.until().plusSeconds(1));
            return Optional.of(wait.fact().flatMap(fact -> gone(waited, List.of(fact))).orElse(waited));
        }
        return remedy instanceof Remedy.MakeRoom room
                ? Optional.of(fit(world, room)).filter(fit -> !fit.equals(world)) : Optional.empty();
    }

    private static World added(World world, Object fact) {
        Set<Object> more = new HashSet<>(world.facts());
        more.add(fact);
        return world.with(more);
    }

    private Optional<World> gone(World world, List<Object> facts) {
        if (facts.get(0) instanceof Unsettled && !world.facts().contains(facts.get(0))) {
            return Optional.of(settled(world));
        }
        Optional<Object> first = facts.stream().filter(world.facts()::contains).findFirst();
        return first.map(fact -> {
            Set<Object> fewer = new HashSet<>(world.facts());
            fewer.remove(fact);
            return world.with(fewer);
        });
    }

    /** One look calls a swarm unsettled for nodes of unknown status. */
    private World settled(World world) {
        Set<Object> all = new HashSet<>();
        world.facts().forEach(fact -> all.add(fact instanceof Node node ? with(node, Map.of("status", NodeStatus.READY)) : fact));
        return world.with(all);
    }

    private World fit(World world, Remedy.MakeRoom room) {
        Set<Object> all = new HashSet<>();
        long bytes = room.obstruction().shortage().map(shortage -> (long) Math.ceil(shortage.amount()) + 1).orElse(0L);
        for (Object fact : world.facts()) {
            if (fact instanceof Node node && node.id().equals(room.nodeId())) {
                all.add(with(node, Map.of("status", NodeStatus.READY, "availability", Availability.ACTIVE)));
            } else if (fact instanceof NodeMemory memory && memory.nodeId().equals(room.nodeId())
                    && memory.usedBytes() >= bytes) {
                all.add(with(memory, Map.of("usedBytes", memory.usedBytes() - bytes)));
            } else if (!(fact instanceof PlacementConstraint) || !room.obstruction().by().equals("constraints")) {
                all.add(fact);
            }
        }
        return world.with(all);
    }

    /** The fact with one component changed so that the field is as wanted. */
    private Optional<Object> changed(Remedy.Become become) {
        for (RecordComponent component : become.fact().getClass().getRecordComponents()) {
            for (Object value : values(component, become)) {
                Object other = with(become.fact(), Map.of(component.getName(), value));
                Object seen = read(other, become.field());
                if (seen != null && become.operator().holds(seen, become.wanted())) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Object> values(RecordComponent component, Remedy.Become become) {
        Class<?> type = component.getType();
        List<Object> values = new ArrayList<>();
        become.wanted().stream().filter(type::isInstance).forEach(values::add);
        if (type.isEnum()) {
            values.addAll(Arrays.asList(type.getEnumConstants()));
        } else if (type == boolean.class) {
            values.addAll(List.of(true, false));
        } else if (type == int.class) {
            values.addAll(List.of(0, 1, 2, 3, 100));
        } else if (type == long.class) {
            values.addAll(List.of(0L, 1L, 2L, 3L, 900L, 1_000L));
        } else if (type == String.class) {
            values.addAll(List.of("other", ""));
        } else if (type == Duration.class) {
            values.addAll(List.of(Duration.ZERO, Duration.ofDays(1)));
        } else if (type == Instant.class) {
            values.addAll(List.of(Cluster.EPOCH, Cluster.EPOCH.plus(Duration.ofDays(1))));
        } else if (type == Set.class) {
            values.addAll(List.of(Set.of(), Set.of("80/tcp")));
        }
        return values;
    }

    private static Object read(Object fact, String path) {
        Object value = fact;
        for (String name : path.split("\\.")) {
            try {
                value = name.equals("empty") ? ((Collection<?>) value).isEmpty()
                        : value.getClass().getMethod(name).invoke(value);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
        return value;
    }

    private static Object with(Object fact, Map<String, Object> others) {
        return record(fact.getClass(), component -> others.containsKey(component.getName())
                ? others.get(component.getName()) : read(fact, component.getName()));
    }

    private static Object made(Class<?> type, Map<String, Object> keys) {
        if (keys.containsKey("expression")) {
            String[] sides = keys.get("expression").toString().split("==");
            return new PlacementConstraint(
                    keys.getOrDefault("serviceId", "x").toString(), sides[0], ConstraintOperator.EQUAL, sides[1]);
        }
        if (type == NodeMemory.class) {
            return memory(keys.getOrDefault("nodeId", "x").toString());
        }
        return record(type, component -> component.getName().equals("key") && keys.containsKey("labelKey")
                ? "node.labels." + keys.get("labelKey") : component.getName().equals("name") && keys.containsKey("shortName")
                ? keys.get("shortName") : keys.containsKey(component.getName())
                ? keys.get(component.getName()) : usual(component.getType()));
    }

    private static NodeMemory memory(String nodeId) {
        return new NodeMemory(nodeId, nodeId, 16L << 30, 8L << 30, Cluster.EPOCH);
    }

    private static Object usual(Class<?> type) {
        if (type.isEnum()) {
            return List.<Object>of(NodeStatus.READY, Availability.ACTIVE, ServiceMode.REPLICATED, TaskState.RUNNING).stream()
                    .filter(type::isInstance).findFirst().orElse(type.getEnumConstants()[0]);
        }
        return Map.<Class<?>, Object>ofEntries(Map.entry(int.class, 1), Map.entry(long.class, 1L), Map.entry(double.class, 50.0),
                Map.entry(boolean.class, false), Map.entry(String.class, "x"), Map.entry(Duration.class, Duration.ofMinutes(1)),
                Map.entry(Instant.class, Cluster.EPOCH), Map.entry(Set.class, Set.of()), Map.entry(List.class, List.of()),
                Map.entry(Map.class, Map.of()), Map.entry(Resources.class, Resources.NONE), Map.entry(Object.class, "x"),
                Map.entry(Platform.class, new Platform("", ""))).get(type);
    }

    private static Object record(Class<?> type, Function<RecordComponent, Object> value) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            return type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components).map(value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + type.getSimpleName(), e);
        }
    }
}
