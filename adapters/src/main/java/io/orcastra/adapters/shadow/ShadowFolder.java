package io.orcastra.adapters.shadow;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.FileKind;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a candidate lies, laid out as the folder of the configuration is: rules in {@code rules}, {@code swarm.yml} and the
 * others beside it. Whatever is missing in it is as in force.
 */
public record ShadowFolder(Path path) {
    /** Name of the folder in that of the configuration. */
    public static final String USUAL = "shadow";
    private static final String RULES = "rules";

    /** Of the whole set of the candidate's own rules; there when the folder holds rules. */
    public Optional<Path> rules() {
        return Optional.of(path.resolve(RULES)).filter(Files::isDirectory);
    }

    /** Files of the configuration in it. */
    public List<Path> files() {
        return Arrays.stream(FileKind.values()).flatMap(kind -> kind.fileNames().stream().map(path::resolve)
                .filter(Files::isRegularFile).limit(1)).toList();
    }

    public boolean isEmpty() {
        return rules().isEmpty() && files().isEmpty();
    }

    /**
     * @param inForce       what counts where the folder says nothing
     * @param environment   wins over the files, as for the configuration in force
     * @throws IOException  when a file cannot be read
     * @throws InvalidRules when a file of rules cannot be read or is no text
     */
    public ShadowSet read(RuleSet inForce, Configuration configuration, Map<String, String> environment)
            throws IOException, ConfigurationInvalid {
        RuleSet rules = rules().isPresent() ? RuleSet.overlaid(rules().get()) : inForce;
        boolean same = rules.hash().equals(inForce.hash());
        if (files().isEmpty()) {
            return new ShadowSet(rules, configuration.rules(), List.of(), same, rules.hash());
        }
        List<Path> all = overlaid(configuration.files());
        Configuration candidate = new ConfigurationLoader().load(all, environment);
        return new ShadowSet(rules, candidate.rules(), all, same && isSame(candidate, configuration),
                rules.hash() + " " + candidate.hash());
    }

    private static boolean isSame(Configuration one, Configuration other) {
        return one.policies().equals(other.policies()) && one.rules().off().equals(other.rules().off())
                && one.settings().engine().budgets().equals(other.settings().engine().budgets());
    }

    /** One of the same kind stands in the place of that in force, wherever that lies and whatever it is called. */
    private List<Path> overlaid(List<Path> inForce) {
        List<Path> all = new ArrayList<>(files());
        Set<FileKind> kinds = Set.copyOf(all.stream().map(FileKind::of).toList());
        inForce.stream().filter(file -> !kinds.contains(FileKind.of(file))).forEach(all::add);
        return all;
    }
}
