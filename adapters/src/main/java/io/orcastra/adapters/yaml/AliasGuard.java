package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Walks a tree once and measures it as if every alias were written out: refuses circles, trees that grow beyond reason,
 * and tags that name types of a program.
 */
final class AliasGuard {
    private static final long MOST_NODES = 200_000;
    private static final Set<Tag> STANDARD = Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT,
            Tag.TIMESTAMP, Tag.MERGE);

    private final Source source;
    private final Map<Node, Long> measured = new HashMap<>();
    private final Set<Node> open = new HashSet<>();
    private boolean sound = true;

    private AliasGuard(Source source) {
        this.source = source;
    }

    static boolean accepts(Source source, Node root) {
        AliasGuard guard = new AliasGuard(source);
        long size = guard.measure(root);
        if (guard.sound && size > MOST_NODES) {
            guard.refuse(root, "with its aliases written out the file would hold " + size + " values, more than "
                    + MOST_NODES, "Maybe write the repeated parts once, without aliases inside aliases.");
        }
        return guard.sound;
    }

    private long measure(Node node) {
        if (!open.add(node)) {
            refuse(node, "this value contains itself through an alias", "Maybe the alias (*name) is one level too deep.");
            return 1;
        }
        Long known = measured.get(node);
        if (known == null) {
            known = measureNew(node);
            measured.put(node, known);
        }
        open.remove(node);
        return known;
    }

    private long measureNew(Node node) {
        if (!STANDARD.contains(node.getTag())) {
            refuse(node, "the tag " + Seen.quoted(node.getTag().getValue()) + " is not supported",
                    "Maybe leave the tag (!) out: plain values are enough.");
        }
        long size = 1;
        for (Node child : children(node)) {
            size = Math.min(Integer.MAX_VALUE, size + measure(child));
        }
        return size;
    }

    private static List<Node> children(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                    .toList();
        }
        return List.of();
    }

    private void refuse(Node node, String message, String advice) {
        sound = false;
        source.report(Severity.ERROR, node.getStartMark(), message, advice);
    }
}
