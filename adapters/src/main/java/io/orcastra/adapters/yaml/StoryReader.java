package io.orcastra.adapters.yaml;

import io.orcastra.adapters.demo.Story;
import io.orcastra.adapters.demo.Story.Passage;
import io.orcastra.adapters.yaml.Problem.Severity;
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
import java.util.Optional;

/** Reads a story for {@code orcastra demo}, or says everything that is wrong with it. */
public final class StoryReader {
    private static final Duration SHORT = Duration.ofMinutes(10);

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
            String message = "none of the nodes is a manager";
            String advice = "Maybe write role: manager under one of them.";
            root.get("nodes").ifPresentOrElse(nodes -> nodes.error(message, advice),
                    () -> problems.add(Severity.ERROR, file.toString(), message, advice));
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
        faults.addAll(new StoryEvents(cluster).read(section, now));
    }
}
