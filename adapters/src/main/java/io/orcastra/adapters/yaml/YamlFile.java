package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Bytes to YAML's tree of nodes. Only the tree is built, never a Java object, so no tag can name a class; size, depth
 * and aliases are bounded, so no file costs more than its bytes.
 */
final class YamlFile {
    /** A thousand services need 100 KiB. */
    static final int LARGEST = 1 << 18;
    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 1000;

    private final String name;
    private final Problems problems;

    YamlFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The root mapping, without entries when the file holds only comments; empty, with a problem, when unreadable. */
    Optional<Section> root(byte[] bytes, Keys keys) {
        return read(bytes, value -> value.map(root -> root.rootOf(keys)).orElse(Optional.of(Section.none(keys))));
    }

    /**
     * The entries of a file that is a list, none when it holds only comments; empty, with a problem, when unreadable.
     *
     * @param example an entry, for advice
     */
    Optional<List<Value>> list(byte[] bytes, String example) {
        return read(bytes, value -> value.isEmpty() ? Optional.of(List.of()) : value.get().isList() ? value.get().list()
                : value.get().unexpected("a list", "Maybe write each on its own line after a dash: " + example));
    }

    /** Whatever its root is; empty, with a problem, when unreadable, and when it holds only comments. */
    Optional<Value> value(byte[] bytes) {
        return read(bytes, Function.identity());
    }

    private <T> Optional<T> read(byte[] bytes, Function<Optional<Value>, Optional<T>> root) {
        if (bytes.length > LARGEST) {
            return refused("the file has more than " + LARGEST + " bytes", "Maybe this is another file.");
        }
        Optional<String> text = decoded(bytes);
        if (text.isEmpty()) {
            return refused("the file is not UTF-8 text", "Maybe save it as UTF-8, or check that it is not compressed.");
        }
        if (text.get().isBlank()) {
            return refused("the file is empty", "Maybe it is just being written; remove it if it is not wanted.");
        }
        Source source = Source.of(name, text.get(), problems);
        try {
            Optional<Node> node = tree(text.get());
            return node.isPresent() && !AliasGuard.accepts(source, node.get()) ? Optional.empty()
                    : root.apply(node.map(one -> new Value(source, one, "", "", new Keys(List.of()))));
        } catch (MarkedYAMLException e) {
            source.report(Severity.ERROR, e.getProblemMark(), "this is not YAML: " + Seen.printable(e.getProblem(), 200),
                    "Maybe the indentation, a quotation mark or a bracket just before is wrong.");
            return Optional.empty();
        } catch (YAMLException e) {
            Optional<Mark> deep = tooDeep(text.get());
            if (deep.isPresent()) {
                source.report(Severity.ERROR, deep.get(), "lists and maps lie more than " + DEEPEST + " deep in one another",
                        "Maybe a bracket is not closed, or the indentation grows from line to line.");
                return Optional.empty();
            }
            return refused("this is not YAML: " + Seen.printable(e.getMessage(), 200),
                    "Maybe the file holds characters no text has, or too many aliases.");
        } catch (RuntimeException e) {
            // not only its own exceptions: an escape without digits makes the parser throw NumberFormatException
            return refused("this is not YAML: something in it cannot be read",
                    "Maybe a backslash in double quotation marks: write it twice, or use single ones.");
        }
    }

    private static Optional<Node> tree(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(LARGEST);
        options.setMergeOnCompose(true);
        // AliasGuard refuses tags, in words an operator understands
        options.setTagInspector(tag -> true);
        Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
        return Optional.ofNullable(composer.getSingleNode());
    }

    /** Where the first one begins that is too deep: the parser itself does not say. */
    private static Optional<Mark> tooDeep(String text) {
        ParserImpl events = new ParserImpl(new StreamReader(text), new LoaderOptions());
        try {
            for (int depth = 0; events.peekEvent() != null;) {
                Event event = events.getEvent();
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST) {
                    return Optional.of(event.getStartMark());
                }
            }
        } catch (YAMLException other) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> refused(String message, String advice) {
        problems.add(Severity.ERROR, name, message, advice);
        return Optional.empty();
    }
}
