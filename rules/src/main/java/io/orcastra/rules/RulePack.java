package io.orcastra.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where rules come from: the pack built in, or a folder of the operator's. {@link RuleSet} puts the two together. */
public final class RulePack {
    /** The largest file of the pack has 17 KiB, and the whole pack 143. */
    static final int LARGEST = 1 << 17;
    private static final List<String> FILES = List.of(
            "anchors.drl", "colocation.drl", "holds.drl", "restarts.drl", "static-labels.drl", "pruning.drl",
            "memory.drl", "spread.drl", "preferred-node.drl", "anti-affinity.drl", "tiers.drl", "stuck.drl",
            "rebalancing.drl", "requests.drl", "orders.drl", "autoheal.drl", "garbage.drl", "mods.drl", "bootstrap.drl", "exporter.drl",
            "fencing.drl", "guards-swarm.drl", "guards-service.drl");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RulePack() {
    }

    /** The pack built in, policies first, guards last. */
    public static List<RuleSource> builtIn() {
        return FILES.stream().map(RulePack::resource).toList();
    }

    /**
     * Every file of a folder that ends in {@code .drl}, in the order of their names. Hidden files are left out: editors
     * keep their own beside the one being edited.
     *
     * @throws IOException  when the folder cannot be read
     * @throws InvalidRules when one of them cannot be read or is no text, with every such file, and those that are good
     */
    public static List<RuleSource> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(RulePack::isRuleFile).sorted().toList();
        }
        var sources = new ArrayList<RuleSource>();
        var problems = new ArrayList<RuleProblem>();
        for (Path file : files) {
            try {
                sources.add(file(file));
            } catch (InvalidRules e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems, sources);
        }
        return List.copyOf(sources);
    }

    /**
     * One file, whatever it is called.
     *
     * @throws InvalidRules when it cannot be read or is no text
     */
    public static RuleSource file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return source(file.getFileName().toString(), in.readNBytes(LARGEST + 1));
        } catch (IOException e) {
            throw new InvalidRules(List.of(unreadable(file, e)));
        }
    }

    static RuleProblem unreadable(Path file, IOException failure) {
        String name = file.getFileName().toString();
        if (failure instanceof NoSuchFileException && !Files.isSymbolicLink(file)) {
            return new RuleProblem(name, 0, 0, "the file was there, and is gone", "Maybe it is just being replaced or deleted: look again");
        }
        if (Files.isDirectory(file)) {
            return new RuleProblem(name, 0, 0, "this is a folder, not a file of rules",
                    "Maybe move the files in it beside it, and give the folder another name");
        }
        return new RuleProblem(name, 0, 0, failure instanceof AccessDeniedException ? "the file may not be read"
                : failure instanceof NoSuchFileException ? "the file is a link that leads nowhere"
                : "the file cannot be read: " + failure.getMessage(), "Maybe its permissions forbid it, or it is no file of rules");
    }

    private static boolean isRuleFile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".drl") && !name.startsWith(".");
    }

    private static RuleSource resource(String name) {
        try (InputStream in = RulePack.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the built-in rule file " + name + " is missing from the distribution");
            }
            return source(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in rule file " + name + " cannot be read", e);
        }
    }

    private static RuleSource source(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new InvalidRules(List.of(new RuleProblem(name, 0, 0, "the file has more than " + LARGEST + " bytes",
                    "Maybe this is another file")));
        }
        String text = text(name, bytes);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new RuleSource(name, marked ? text.substring(1) : text);
    }

    private static String text(String name, byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean whole = !StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError();
        String read = text.flip().toString();
        if (whole) {
            return read;
        }
        int line = (int) read.chars().filter(letter -> letter == '\n').count() + 1;
        throw new InvalidRules(List.of(new RuleProblem(name, line, read.length() - read.lastIndexOf('\n'),
                String.format("the file is not UTF-8 text, which has no byte 0x%02X here", rest.get()),
                "Maybe save it as UTF-8, or check that it is not compressed")));
    }
}
