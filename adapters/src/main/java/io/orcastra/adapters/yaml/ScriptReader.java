package io.orcastra.adapters.yaml;

import io.orcastra.adapters.scenario.script.Expectation;
import io.orcastra.adapters.scenario.script.KnownRules;
import io.orcastra.adapters.scenario.script.Script;
import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.engine.simulation.Scenario;
import io.orcastra.engine.simulation.SwarmTimes;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.control.Paused;
import io.orcastra.rules.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads a scenario for {@code orcastra test}, or says everything that is wrong with it. */
public final class ScriptReader {
    /** A Thursday as good as any: what counts is the time since. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Path file;
    private final Problems problems = new Problems();

    private ScriptReader(Path file) {
        this.file = file;
    }

    /**
     * @param inForce the rules in force, for the folder the scenario names, or for none, and the policies it names, if any
     * @throws ConfigurationInvalid with all problems of the file and of the configuration it names
     */
    public static Script read(Path file, BiFunction<Optional<Path>, Optional<Set<String>>, KnownRules> inForce)
            throws ConfigurationInvalid {
        return new ScriptReader(file).read(inForce);
    }

    /** Files and folders the scenario takes its configuration from; none when it cannot be read. */
    public static List<Path> configurationOf(Path file) {
        return new ScriptReader(file).configurationFiles();
    }

    private List<Path> configurationFiles() {
        Optional<Value> said = ConfigurationFile.read(FileKind.SWARM, file).root(problems, ScriptKeys.ALL)
                .flatMap(root -> root.get("configuration"));
        if (said.isPresent() && !said.get().isMapping()) {
            Path folder = beside(said.get().text().orElse("."));
            return Stream.of(FileKind.values()).flatMap(kind -> kind.fileNames().stream()).map(folder::resolve).toList();
        }
        return said.flatMap(Value::section).stream()
                .flatMap(section -> Stream.of("swarm", "rebalance", "exporter").flatMap(key -> section.get(key).stream()))
                .filter(value -> !value.isMapping()).flatMap(value -> value.text().stream()).map(this::beside).toList();
    }

    private Script read(BiFunction<Optional<Path>, Optional<Set<String>>, KnownRules> inForce) throws ConfigurationInvalid {
        Section root = ConfigurationFile.read(FileKind.SWARM, file).root(problems, ScriptKeys.ALL)
                .orElse(Section.none(ScriptKeys.ALL));
        Duration step = root.get("step").flatMap(value -> Amounts.span(value).filter(span -> notZero(value, span)))
                .orElse(Duration.ofSeconds(30));
        Instant start = root.get("begins").flatMap(Amounts::moment).orElse(START);
        StoryCluster cluster = new StoryCluster(root.section("cluster"), start);
        StoryAgents agents = new StoryAgents(root, cluster);
        StoryMachines machines = new StoryMachines(root, cluster);
        SeriesReader series = new SeriesReader(cluster, step);
        root.section("series").entries().forEach(series::read);
        List<TimedFault> faults = new ArrayList<>(series.faults());
        faults.addAll(events(root, cluster, agents, machines));
        faults.sort(Comparator.comparing(TimedFault::after));
        Optional<Path> rules = root.get("rules").flatMap(this::rulesFolder);
        Optional<Map<Value, String>> named = root.get("policies").map(ScriptReader::policies);
        Optional<Set<String>> policies = named.map(each -> Set.copyOf(each.values()));
        KnownRules known = inForce.apply(rules, policies);
        named.ifPresent(each -> each.forEach((value, policy) -> requireKnown(value, policy, known)));
        ExpectationReader expectations = new ExpectationReader(cluster, agents, machines, step, known.ids());
        Duration length = length(root, series, expectations, faults);
        List<Expectation> all = expectations.read(root, length);
        Set<Object> paused = paused(root, cluster);
        paused.addAll(new StoryRequests(cluster).read(root));
        requireManager(root, cluster);
        Scenario scenario = new Scenario(
                start, cluster.facts(), cluster.machines(), cluster.behaviours(), faults, times(step),
                agents.holdings(), machines.answers());
        // a key that is not known has no effect: a scenario with one does not show what it seems to
        boolean flawless = problems.inReadingOrder().isEmpty();
        Configuration configuration = configuration(root);
        paused.addAll(StoryOrders.read(root, configuration));
        if (!flawless || problems.hasErrors()) {
            throw new ConfigurationInvalid(problems.inReadingOrder());
        }
        paused.addAll(configuration.policies());
        return new Script(file, root.get("title").flatMap(Value::text).orElse(file.getFileName().toString()), rules, policies,
                configuration.rules().off(), scenario,
                paused, configuration.settings().engine(), step, length, root.number("seed"),
                root.flag("golden").orElse(false), all);
    }

    private static Set<Object> paused(Section root, StoryCluster cluster) {
        Set<Object> paused = new HashSet<>();
        Value named = root.get("paused").orElse(null);
        if (named == null) {
            return paused;
        }
        if (!named.isList()) {
            StoryCluster.choice(named, List.of("everything")).ifPresent(all -> paused.add(pause("")));
            return paused;
        }
        named.list().orElse(List.of()).forEach(each -> cluster.service(each).ifPresent(name -> paused.add(pause(name))));
        return paused;
    }

    private static Paused pause(String service) {
        return new Paused(service, "the scenario wants it", null);
    }

    private static boolean notZero(Value value, Duration step) {
        if (step.isZero()) {
            value.error("step is no time at all", "Maybe write step: 30s.");
        }
        return !step.isZero();
    }

    private List<TimedFault> events(Section root, StoryCluster cluster, StoryAgents agents, StoryMachines machines) {
        List<TimedFault> faults = new ArrayList<>();
        for (Value entry : root.get("events").flatMap(Value::list).orElse(List.of())) {
            Optional<Section> section = entry.section();
            Optional<Value> at = section.flatMap(event -> event.get("at"));
            if (at.isEmpty()) {
                entry.error(entry.path() + " says nothing of when", "Maybe write at: 30s.");
            }
            Duration time = at.flatMap(Amounts::span).orElse(Duration.ZERO);
            section.ifPresent(event -> {
                faults.addAll(new StoryEvents(cluster).read(event, time));
                faults.addAll(agents.events(event, time));
                faults.addAll(machines.events(event, time));
            });
        }
        return faults;
    }

    private Duration length(Section root, SeriesReader series, ExpectationReader expectations, List<TimedFault> faults) {
        Duration last = series.length();
        for (TimedFault fault : faults) {
            last = later(last, fault.after());
        }
        return root.get("length").flatMap(Amounts::span).orElse(later(last, expectations.last(root)));
    }

    private Configuration configuration(Section root) throws ConfigurationInvalid {
        List<ConfigurationFile> files = new ArrayList<>();
        Optional<Value> said = root.get("configuration");
        if (said.isPresent() && !said.get().isMapping()) {
            Path folder = beside(said.get().text().orElse("."));
            return told(Reading.of(folder, Map.of()));
        }
        said.flatMap(Value::section).ifPresent(section -> {
            section.get("swarm").ifPresent(value -> files.add(file(FileKind.SWARM, value)));
            section.get("rebalance").ifPresent(value -> files.add(file(FileKind.REBALANCE, value)));
            section.get("exporter").ifPresent(value -> files.add(file(FileKind.EXPORTER, value)));
        });
        Map<String, String> variables = said.flatMap(Value::section).map(this::variables).orElse(Map.of());
        return told(Reading.of(new ConfigurationFiles(
                files.isEmpty() ? List.of(ConfigurationFile.empty(FileKind.SWARM)) : files), variables));
    }

    private Map<String, String> variables(Section configuration) {
        Map<String, String> variables = new HashMap<>();
        for (Section.Entry entry : configuration.section("variables").entries()) {
            if (!Variable.isKnown(entry.name())) {
                entry.key().error(Seen.quoted(entry.name()) + " is not the name of a variable", Spelling.nearest(entry.name(),
                        Stream.of(Variable.values()).map(Variable::name).toList())
                        .map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe docs/configuration.md has it under another name."));
            } else {
                entry.value().text().ifPresent(text -> variables.put(entry.name(), text));
            }
        }
        return variables;
    }

    private ConfigurationFile file(FileKind kind, Value value) {
        return value.isMapping() ? ConfigurationFile.inline(kind, value)
                : ConfigurationFile.read(kind, beside(value.text().orElse(".")));
    }

    /** The problems of its own files come after those of this one. */
    private Configuration told(Reading reading) throws ConfigurationInvalid {
        try {
            Configuration configuration = reading.configuration();
            configuration.warnings().forEach(problems::add);
            return configuration;
        } catch (ConfigurationInvalid invalid) {
            invalid.problems().forEach(problems::add);
            throw new ConfigurationInvalid(problems.inReadingOrder());
        }
    }

    private void requireManager(Section root, StoryCluster cluster) {
        if (!problems.hasErrors() && cluster.facts().stream().noneMatch(
                fact -> fact instanceof Node node && node.leadership() == Leadership.LEADER)) {
            String message = "none of the nodes is a manager";
            String advice = "Maybe write role: manager under one of them.";
            root.section("cluster").get("nodes").ifPresentOrElse(nodes -> nodes.error(message, advice),
                    () -> problems.add(Severity.ERROR, file.toString(), message, advice));
        }
    }

    private Optional<Path> rulesFolder(Value value) {
        Optional<Path> folder = value.text().map(this::beside);
        folder.filter(path -> !Files.isDirectory(path) || !Files.isReadable(path)).ifPresent(path -> value.error(
                "rules is " + Seen.quoted(value.text().orElse("")) + ", and " + path
                        + (Files.isDirectory(path) ? " cannot be read" : " is not a folder"),
                "Maybe name the folder of the .drl files, as seen from this file."));
        return folder.filter(Files::isDirectory).filter(Files::isReadable);
    }

    private static Map<Value, String> policies(Value named) {
        Map<Value, String> policies = new LinkedHashMap<>();
        named.list().orElse(List.of()).forEach(each -> each.text().ifPresent(policy -> policies.put(each, policy)));
        return policies;
    }

    private static void requireKnown(Value named, String policy, KnownRules known) {
        if (!known.policies().contains(policy)) {
            named.error("no file of rules beside the built-in ones is called " + policy + ".drl",
                    Spelling.nearest(policy, known.policies()).map(nearest -> "Maybe you meant " + nearest + ".")
                            .orElse("Maybe copy " + policy + ".drl beside this scenario."));
        }
    }

    private Path beside(String path) {
        return file.toAbsolutePath().normalize().resolveSibling(path).normalize();
    }

    /** Samples are at least as frequent as the steps. */
    private static SwarmTimes times(Duration step) {
        SwarmTimes usual = SwarmTimes.DEFAULT;
        return new SwarmTimes(usual.heartbeat(), usual.rejoin(), usual.cleanUp(), usual.orphans(), usual.blind(),
                usual.unknownMost(), usual.assign(), step.compareTo(usual.scrape()) < 0 ? step : usual.scrape(),
                usual.sampleAge());
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
