package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What a file is that somebody names: by its ending, else by what stands in it. What cannot be read counts as configuration. */
public enum NamedFile {
    CONFIGURATION, COMMANDS, RULES, SCENARIO, STORY,
    SNAPSHOT("this is a snapshot of a swarm", "Maybe orcastra dry-run --snapshot with this file is meant."),
    STACK("this is a stack of Docker's", "Maybe docker stack config -c with this file is meant; orcastra is told of stacks by swarm.yml."),
    LOGINS("these are Docker's own logins", "Maybe docker login checks them; nothing of it is shown here."),
    KEY("this is a key or a certificate", "Maybe ssh-keygen -l -f checks it; nothing of it is shown here."),
    TEXT("this is text, and nothing that Orcastra reads", "Maybe swarm.yml, rebalance_config.yml, node_exporter_deploy.yml,"
            + " the command file, a .drl file or a scenario is meant.");

    /** Of a name that is nearly right too: as what else should it be judged? */
    private static final Pattern RULES_BY_NAME = Pattern.compile(".+\\.drl(\\.txt)?", Pattern.CASE_INSENSITIVE);

    private final String words;
    private final String advice;

    NamedFile() {
        this("", "");
    }

    NamedFile(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    public static NamedFile of(Path file) {
        String name = String.valueOf(file.getFileName());
        if (RULES_BY_NAME.matcher(name).matches()) {
            return RULES;
        }
        ConfigurationFile read = ConfigurationFile.read(FileKind.of(file), file);
        if (read.refusal().isPresent()) {
            return CONFIGURATION;
        }
        return new String(read.bytes(), StandardCharsets.UTF_8).stripLeading().startsWith("-----BEGIN ") ? KEY
                : new YamlFile(name, new Problems()).value(read.bytes()).map(root -> of(read.kind(), root.node())).orElse(CONFIGURATION);
    }

    private static NamedFile of(FileKind kind, Node root) {
        if (!(root instanceof MappingNode mapping)) {
            return root instanceof SequenceNode ? COMMANDS : TEXT;
        }
        Set<String> keys = keys(mapping);
        if (keys.contains("auths")) {
            return LOGINS;
        }
        if (keys.containsAll(Set.of("format", "facts"))) {
            return SNAPSHOT;
        }
        if (kind == FileKind.SWARM && isStack(mapping)) {
            return STACK;
        }
        return keys.contains("story") ? STORY : keys.contains("cluster") ? SCENARIO : CONFIGURATION;
    }

    private static Set<String> keys(MappingNode mapping) {
        Set<String> keys = new HashSet<>();
        mapping.getValue().forEach(tuple -> name(tuple).ifPresent(keys::add));
        return keys;
    }

    /** Each service of a stack has an image, and no other file has any here. */
    private static boolean isStack(MappingNode mapping) {
        return below(mapping, "services").flatMap(services -> services.getValue().stream())
                .map(NodeTuple::getValueNode).filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                .anyMatch(service -> keys(service).contains("image"));
    }

    private static Stream<MappingNode> below(MappingNode mapping, String key) {
        return mapping.getValue().stream().filter(tuple -> name(tuple).filter(key::equals).isPresent())
                .map(NodeTuple::getValueNode).filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    }

    private static Optional<String> name(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** Why there is nothing to check about such a file; empty when there is. */
    public Optional<Problem> refusal(Path file) {
        return words.isEmpty() ? Optional.empty()
                : Optional.of(new Problem(Severity.ERROR, file.toString(), 0, 0, words, advice, ""));
    }
}
