package io.orcastra.adapters.yaml;

import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.Holding;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import io.orcastra.rules.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the nodes of a scenario hold besides tasks: reads {@code agents}, and the events about containers. */
final class StoryAgents {
    private static final List<String> HEALTH = List.of("starting", "healthy", "unhealthy");
    /** Images of a repository that are newer than one nobody has put in an order. */
    private static final int MANY = 1000;

    private final StoryCluster cluster;
    private final List<Holding> holdings = new ArrayList<>();
    private final Set<String> containers = new LinkedHashSet<>();

    StoryAgents(Section root, StoryCluster cluster) {
        this.cluster = cluster;
        root.section("agents").entries().forEach(this::node);
    }

    List<Holding> holdings() {
        return holdings;
    }

    /** Names of those that run and are watched. */
    Set<String> containers() {
        return containers;
    }

    /** The name, when the scenario has such a container. */
    Optional<String> container(Value value) {
        return value.text().flatMap(name -> containers.contains(name) ? Optional.of(name)
                : value.unexpected("a container that is described", Spelling.nearest(name, List.copyOf(containers))
                        .map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe describe it under agents: <hostname>: containers.")));
    }

    List<TimedFault> events(Section event, Duration at) {
        Optional<Section> section = event.get("container").flatMap(Value::section);
        Optional<String> name = section.flatMap(container -> container.get("name")).flatMap(this::container);
        Optional<ContainerHealth> health = section.flatMap(container -> container.get("health")).flatMap(StoryAgents::health);
        return name.isPresent() && health.isPresent()
                ? List.of(new TimedFault(at, new Fault.ContainerBecomes(name.get(), health.get()))) : List.of();
    }

    private void node(Section.Entry entry) {
        Optional<String> hostname = cluster.hostname(entry.key());
        Optional<Section> held = entry.value().isNull() ? Optional.empty() : entry.value().section();
        if (hostname.isEmpty() || held.isEmpty()) {
            return;
        }
        String node = StoryCluster.id("node", hostname.get());
        held.get().section("containers").entries().forEach(each -> container(node, each));
        held.get().section("images").entries().forEach(each -> image(node, each));
        held.get().section("ended").entries().forEach(each -> ended(node, each));
        held.get().section("volumes").entries().forEach(each -> volume(node, each));
        held.get().section("mods").entries().forEach(each -> mod(node, each));
    }

    private void container(String node, Section.Entry entry) {
        Section said = said(entry);
        if (!containers.add(entry.name())) {
            entry.key().error("two containers are named " + Seen.quoted(entry.name()),
                    "Maybe give each its own name, on whichever node it runs.");
        }
        holdings.add(new Holding.Living(new Container(StoryCluster.id("container", entry.name()), node, entry.name(),
                said.get("service").flatMap(cluster::service).orElse(""),
                said.get("health").flatMap(StoryAgents::health).orElse(ContainerHealth.HEALTHY),
                said.get("autoheal").flatMap(Value::text).orElse("")), said.flag("curable").orElse(true)));
    }

    private void image(String node, Section.Entry entry) {
        Section said = said(entry);
        holdings.add(new Holding.Image(new StoredImage(node, entry.name(), size(said),
                said.get("newer").isPresent() ? said.number("newer") : MANY, said.flag("used").orElse(false), false),
                Set.of(entry.name()), age(said)));
    }

    private void ended(String node, Section.Entry entry) {
        Section said = said(entry);
        holdings.add(new Holding.Ended(new StoppedContainer(node, entry.name(), entry.name(), size(said), false), age(said)));
    }

    private void volume(String node, Section.Entry entry) {
        Section said = said(entry);
        holdings.add(new Holding.Volume(new UnusedVolume(node, entry.name(), size(said),
                said.flag("anonymous").orElse(false), false), age(said)));
    }

    private void mod(String node, Section.Entry entry) {
        Section said = said(entry);
        boolean cached = said.flag("cached").orElse(false);
        holdings.add(new Holding.Mod(new WantedMod(node, entry.name(),
                said.get("source").flatMap(Value::text).orElse("https://mods.example/" + entry.name()), cached, false),
                age(said), said.get("refused").flatMap(Value::text).orElse("")));
    }

    private static Section said(Section.Entry entry) {
        Optional<Section> written = entry.value().isNull() ? Optional.empty() : entry.value().section();
        return written.orElseGet(() -> Section.standing(entry.value()));
    }

    private static long size(Section said) {
        return said.get("size").flatMap(Amounts::size).orElse(100L << 20);
    }

    private static Duration age(Section said) {
        return said.get("old_after").flatMap(Amounts::span).orElse(Duration.ZERO);
    }

    private static Optional<ContainerHealth> health(Value value) {
        return StoryCluster.choice(value, HEALTH).map(text -> ContainerHealth.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
