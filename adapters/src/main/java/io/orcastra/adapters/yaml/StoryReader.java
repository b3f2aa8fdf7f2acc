package io.orcastra.adapters.yaml;

import io.orcastra.adapters.demo.Story;
import io.orcastra.adapters.demo.Story.Passage;
import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.engine.simulation.ExporterState;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.Scenario;
import io.orcastra.engine.simulation.SwarmTimes;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads a story for {@code orcastra demo}, or says everything that is wrong with it. */
public final class StoryReader {
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final List<String> STATES = List.of("honest", "hanging", "garbage", "stale", "lying");

    private final Instant start;
    private final Problems problems = new Problems();
    private final List<Passage> passages = new ArrayList<>();
    private final List<TimedFault> faults = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private StoryCluster cluster;

    private StoryReader(Instant start) {
        this.start = start;
    }

    /**
     * @param start when the swarm's time begins
     * @throws ConfigurationInvalid with all problems of the file
     */
    public static Story read(Path file, Instant start) throws ConfigurationInvalid {
        return new StoryReader(start).read(file);
    }

    private Story read(Path file) throws ConfigurationInvalid {
        Section root = ConfigurationFile.read(FileKind.SWARM, file).root(problems, StoryKeys.ALL)
                .orElse(Section.none(StoryKeys.ALL));
        cluster = new StoryCluster(root, start);
        root.get("story").flatMap(Value::list).ifPresent(entries -> entries.forEach(
                entry -> entry.section().ifPresent(section -> entry(entry, section))));
        if (!problems.hasErrors() && cluster.facts().stream().noneMatch(
                fact -> fact instanceof Node node && node.leadership() == Leadership.LEADER)) {
            problems.add(Severity.ERROR, file.toString(), "none of the nodes is a manager",
                    "Maybe write role: manager under one of them.");
        }
        Duration length = root.get("length").flatMap(Amounts::span).orElse(SHORT);
        Story story = new Story(root.get("title").flatMap(Value::text).orElse("A story"), length, root.number("speed"),
                new Scenario(start, cluster.facts(), cluster.machines(), cluster.behaviours(), faults, SwarmTimes.DEFAULT),
                passages);
        if (problems.hasErrors()) {
            throw new ConfigurationInvalid(problems.inReadingOrder());
        }
        return story;
    }

    private void entry(Value entry, Section section) {
        Optional<Duration> at = section.get("at").flatMap(Amounts::span);
        if (section.get("at").isEmpty()) {
            entry.error(entry.path() + " says nothing of when", "Maybe write at: 30s.");
        }
        at.filter(time -> time.compareTo(now) < 0).ifPresent(time -> section.get("at").orElseThrow().error(
                "this happens before the entry above", "Maybe order the story by time."));
        now = at.filter(time -> time.compareTo(now) > 0).orElse(now);
        String chapter = section.get("chapter").flatMap(Value::text).orElse("");
        String words = section.get("say").flatMap(Value::text).orElse("");
        if (!chapter.isEmpty() || !words.isEmpty()) {
            passages.add(new Passage(now, chapter, words.strip()));
        }
        nodeFaults(section);
        serviceFaults(section);
        swarmFaults(section);
    }

    private void nodeFaults(Section section) {
        fault(section, "lose", cluster::hostname, Fault.NodeLost::new);
        fault(section, "cut_off", cluster::hostname, Fault.NodeCutOff::new);
        fault(section, "bring_back", cluster::hostname, Fault.NodeBack::new);
        fault(section, "drain", cluster::hostname, Fault.Drained::new);
        fault(section, "activate", cluster::hostname, Fault.Activated::new);
    }

    private void serviceFaults(Section section) {
        fault(section, "crash", cluster::service, Fault.Crash::new);
        fault(section, "deploy", cluster::service, service -> new Fault.OwnerUpdates(service, true));
        fault(section, "roll_back", cluster::service, Fault.OwnerRollsBack::new);
        section.get("behave").flatMap(Value::section).ifPresent(behave -> behave.get("service")
                .flatMap(cluster::service).ifPresent(service -> add(new Fault.Behaves(service,
                        cluster.behaviour(behave, cluster.behaviourOf(service))))));
    }

    private void swarmFaults(Section section) {
        section.flag("leader_change").filter(wanted -> wanted).ifPresent(wanted -> add(new Fault.LeaderChange()));
        fault(section, "silence", Amounts::span, Fault.Silence::new);
        section.get("exporter").flatMap(Value::section).ifPresent(exporter -> {
            Optional<String> node = exporter.get("node").flatMap(cluster::hostname);
            Optional<String> state = exporter.get("state").flatMap(value -> StoryCluster.choice(value, STATES));
            if (node.isPresent() && state.isPresent()) {
                add(new Fault.Exports(node.get(), ExporterState.valueOf(state.get().toUpperCase(Locale.ROOT))));
            }
        });
    }

    private <T> void fault(Section section, String key, Function<Value, Optional<T>> read, Function<T, Fault> fault) {
        section.get(key).flatMap(read).map(fault).ifPresent(this::add);
    }

    private void add(Fault fault) {
        faults.add(new TimedFault(now, fault));
    }
}
