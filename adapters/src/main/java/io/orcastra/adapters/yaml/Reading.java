package io.orcastra.adapters.yaml;

import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.yaml.OptionsReader.Options;
import io.orcastra.adapters.yaml.Problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One reading of files and environment, taken at one moment. Judged later, at most once. */
final class Reading {
    private final Problems problems = new Problems();
    private final EnvironmentReader variables;
    private final SettingsReader settings;
    private final ConfigurationFiles files;
    private final String digest;

    private Reading(Map<String, String> environment, Function<Reading, ConfigurationFiles> files) {
        this.variables = new EnvironmentReader(environment, problems);
        this.settings = new SettingsReader(variables);
        variables.reportWithoutEffect();
        this.files = files.apply(this);
        this.digest = this.files.digest(known(environment));
    }

    static Reading of(Path folder, Map<String, String> environment) {
        return new Reading(environment,
                reading -> ConfigurationFiles.in(folder, reading.variables::path, reading.problems));
    }

    static Reading of(List<Path> files, Map<String, String> environment) {
        return new Reading(environment, reading -> ConfigurationFiles.named(files));
    }

    /** Of these files and variables. */
    static Reading of(ConfigurationFiles files, Map<String, String> environment) {
        return new Reading(environment, reading -> files);
    }

    /** Equal for readings that say the same. */
    String digest() {
        return digest;
    }

    boolean hasPolicyFiles() {
        return !files.policyFiles().isEmpty();
    }

    /** Where commands are looked for. */
    Path commandFile() {
        return settings.path(Variable.COMMAND_FILE);
    }

    Configuration configuration() throws ConfigurationInvalid {
        Map<FileKind, Section> roots = files.roots(problems);
        Section inventory = root(roots, FileKind.SWARM, FileKind.NODES);
        Options options = OptionsReader.read(inventory);
        boolean prune = variables.flagIfSet(Variable.PRUNE_UNKNOWN_LABELS).or(options::prune).orElse(false);
        PolicyBuilder policies = new PolicyBuilder(variables.seconds(Variable.MAX_MISMATCH_DURATION));
        policies.options(options, prune);
        policies.anchors(anchors(roots));
        policies.inventory(new InventoryReader(inventory));
        RuleSettingsReader rules = new RuleSettingsReader();
        RuleSettings ruleSettings = rules.read(inventory);
        policies.rules(rules.facts());
        policies.fencing(new FencingReader(inventory).facts());
        policies.windows(new WindowsReader().read(inventory));
        Optional.ofNullable(roots.get(FileKind.REBALANCE)).ifPresentOrElse(
                root -> policies.rebalancing(new RebalanceReader(root, variables).facts()), this::notRebalancing);
        Optional<ExporterReader> exporter = Optional.ofNullable(roots.get(FileKind.EXPORTER))
                .map(root -> new ExporterReader(root, variables));
        exporter.ifPresent(file -> policies.exporter(file.facts()));
        MemorySources memory = new MemorySourcesReader(variables).read(root(roots, FileKind.REBALANCE, FileKind.REBALANCE));
        Set<Object> autoheal = new AutohealReader(variables).facts();
        Set<Object> garbage = new GarbageReader(variables).facts();
        boolean agents = memory.discoveries().stream().anyMatch(discovery -> discovery.kind() == ExporterKind.AGENT);
        if (agents) {
            policies.chores(autoheal);
            policies.chores(garbage);
        }
        new ChoreVariables(variables).warn(agents);
        Settings read = settings.read(options, !hasPolicyFiles());
        List<Problem> found = problems.inReadingOrder();
        if (problems.hasErrors()) {
            throw new ConfigurationInvalid(found, Optional.of(ruleSettings));
        }
        return new Configuration(policies.facts(), read, memory, ruleSettings, found, files.policyFiles(), digest,
                exporter.map(ExporterReader::settings).orElse(List.of()));
    }

    private List<AnchorEntry> anchors(Map<FileKind, Section> roots) {
        Section dependencies = roots.containsKey(FileKind.SWARM)
                ? roots.get(FileKind.SWARM).section("dependencies")
                : root(roots, FileKind.DEPENDENCIES, FileKind.DEPENDENCIES);
        return new DependencyReader(settings.stackName(), variables.flag(Variable.RESTART_DEPENDENTS)).read(dependencies);
    }

    private void notRebalancing() {
        for (Variable variable : RebalanceReader.VARIABLES) {
            if (variables.text(variable).isPresent()) {
                variables.warning(variable, variable + " is set, but nothing is rebalanced without a rebalance_config.yml",
                        "Maybe write one, with nothing but a comment: its defaults then hold.");
            }
        }
    }

    private static Section root(Map<FileKind, Section> roots, FileKind first, FileKind second) {
        return Optional.ofNullable(roots.get(first)).or(() -> Optional.ofNullable(roots.get(second)))
                .orElseGet(() -> Section.none(Keys.of(second)));
    }

    private static Map<String, String> known(Map<String, String> environment) {
        Map<String, String> known = new TreeMap<>(environment);
        known.keySet().removeIf(name -> !Variable.isKnown(name));
        return known;
    }
}
