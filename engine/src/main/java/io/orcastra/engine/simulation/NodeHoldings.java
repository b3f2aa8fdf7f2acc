package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Observation;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.ServiceImage;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.RestartContainer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What nodes hold besides tasks: their agents tell it, and do with it what they are asked. */
final class NodeHoldings implements RemoteHands {
    /** From a restart until a health check has spoken. */
    private static final Duration CHECK = Duration.ofSeconds(10);
    /** From the request until an agent has removed, restarted or fetched what it was asked to. */
    private static final Duration WORK = Duration.ofSeconds(1);

    private final World world;
    private final long begin;
    /** By node, kind and name; in one order, so that the same story is told the same way. */
    private final Map<String, Holding> held = new TreeMap<>();
    private final Map<String, FailedMod> failed = new TreeMap<>();

    NodeHoldings(World world, List<Holding> holdings) {
        this.world = world;
        begin = world.clock.nanos();
        holdings.forEach(holding -> {
            held.put(key(holding), holding);
            world.timeline.in(oldAfter(holding), world::changed);
        });
    }

    @Override
    public boolean areThere() {
        return !held.isEmpty() || !failed.isEmpty();
    }

    @Override
    public String source() {
        return "agents";
    }

    @Override
    public Observation observe() {
        Set<Object> facts = new HashSet<>();
        held.values().stream().filter(holding -> answers(holding.nodeId())).forEach(holding -> tell(holding, facts));
        failed.values().stream().filter(mod -> answers(mod.nodeId())).forEach(facts::add);
        if (held.values().stream().anyMatch(Holding.Image.class::isInstance)) {
            world.services.values().forEach(service -> facts.add(
                    new ServiceImage(service.name(), service.spec.service().image())));
        }
        return new Observation(source(), world.now(), facts);
    }

    /** Its own health check says something else from now on. */
    void becomes(String containerName, ContainerHealth health) {
        held.replaceAll((key, holding) -> holding instanceof Holding.Living living
                && living.container().name().equals(containerName)
                ? new Holding.Living(with(living.container(), health), living.curable()) : holding);
        world.changed();
    }

    @Override
    public boolean does(Action action) {
        return action instanceof RestartContainer || action instanceof CollectGarbage || action instanceof FetchMod;
    }

    @Override
    public void ask(Action action, BiConsumer<Result, String> ended) {
        world.timeline.in(WORK, () -> {
            if (action instanceof RestartContainer restart) {
                restart(restart, ended);
            } else if (action instanceof CollectGarbage collect) {
                collect(collect, ended);
            } else if (action instanceof FetchMod fetch) {
                fetch(fetch, ended);
            }
            world.touch();
        });
    }

    private void restart(RestartContainer wish, BiConsumer<Result, String> ended) {
        String key = key(wish.nodeId(), "container", wish.containerId());
        if (!answers(wish.nodeId())) {
            ended.accept(Result.FAILED, "its agent does not answer");
        } else if (held.get(key) instanceof Holding.Living living) {
            held.put(key, new Holding.Living(with(living.container(), ContainerHealth.STARTING), living.curable()));
            world.timeline.in(CHECK, () -> becomes(living.container().name(),
                    living.curable() ? ContainerHealth.HEALTHY : ContainerHealth.UNHEALTHY));
            ended.accept(Result.SUCCEEDED, "");
        } else {
            ended.accept(Result.SKIPPED, "it does not exist any more");
        }
    }

    private void collect(CollectGarbage wish, BiConsumer<Result, String> ended) {
        if (answers(wish.nodeId())) {
            wish.items().forEach(item -> held.remove(wish.nodeId() + " " + item));
            ended.accept(Result.SUCCEEDED, "");
        } else {
            ended.accept(Result.FAILED, "its agent does not answer");
        }
    }

    private void fetch(FetchMod wish, BiConsumer<Result, String> ended) {
        String key = key(wish.nodeId(), "mod", wish.file());
        if (!answers(wish.nodeId())) {
            ended.accept(Result.FAILED, "its agent does not answer");
        } else if (!(held.get(key) instanceof Holding.Mod mod)) {
            ended.accept(Result.SKIPPED, "no container asks for it any more");
        } else if (!mod.refusal().isEmpty()) {
            failed.put(key, new FailedMod(wish.nodeId(), mod.mod().source(), mod.refusal()));
            ended.accept(Result.FAILED, mod.refusal());
        } else {
            WantedMod there = new WantedMod(wish.nodeId(), wish.file(), mod.mod().source(), true, false);
            held.put(key, new Holding.Mod(there, Duration.ofNanos(Long.MAX_VALUE), ""));
            ended.accept(Result.SUCCEEDED, "");
        }
    }

    private void tell(Holding holding, Set<Object> facts) {
        boolean old = world.clock.nanos() - begin >= oldAfter(holding).toNanos();
        if (holding instanceof Holding.Living living) {
            facts.add(living.container());
        } else if (holding instanceof Holding.Image image) {
            StoredImage stored = image.image();
            facts.add(new StoredImage(stored.nodeId(), stored.imageId(), stored.bytes(), stored.newer(), stored.used(), old));
            image.names().forEach(name -> facts.add(new ImageName(stored.nodeId(), stored.imageId(), name)));
        } else if (holding instanceof Holding.Ended ended) {
            StoppedContainer container = ended.container();
            facts.add(new StoppedContainer(container.nodeId(), container.containerId(), container.name(), container.bytes(), old));
        } else if (holding instanceof Holding.Volume kept) {
            UnusedVolume volume = kept.volume();
            facts.add(new UnusedVolume(volume.nodeId(), volume.name(), volume.bytes(), volume.anonymous(), old));
        } else if (holding instanceof Holding.Mod wanted) {
            WantedMod mod = wanted.mod();
            facts.add(new WantedMod(mod.nodeId(), mod.file(), mod.source(), mod.cached(), mod.cached() && old));
        }
    }

    private boolean answers(String nodeId) {
        NodeState node = world.nodes.get(nodeId);
        return node != null && node.answers();
    }

    private static Duration oldAfter(Holding holding) {
        if (holding instanceof Holding.Image image) {
            return image.oldAfter();
        }
        if (holding instanceof Holding.Ended ended) {
            return ended.oldAfter();
        }
        if (holding instanceof Holding.Volume volume) {
            return volume.oldAfter();
        }
        return holding instanceof Holding.Mod mod ? mod.oldAfter() : Duration.ZERO;
    }

    /** What is garbage has the key its wish names. */
    private static String key(Holding holding) {
        if (holding instanceof Holding.Living living) {
            return key(living.nodeId(), "container", living.container().id());
        }
        if (holding instanceof Holding.Image image) {
            return key(image.nodeId(), "image", image.image().imageId());
        }
        if (holding instanceof Holding.Ended ended) {
            return key(ended.nodeId(), "container", ended.container().containerId());
        }
        return holding instanceof Holding.Volume volume ? key(volume.nodeId(), "volume", volume.volume().name())
                : key(holding.nodeId(), "mod", ((Holding.Mod) holding).mod().file());
    }

    private static String key(String nodeId, String kind, String name) {
        return nodeId + " " + kind + " " + name;
    }

    private static Container with(Container container, ContainerHealth health) {
        return new Container(container.id(), container.nodeId(), container.name(), container.service(), health, container.autoheal());
    }
}
