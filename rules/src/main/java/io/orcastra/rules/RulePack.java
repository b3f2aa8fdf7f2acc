package io.orcastra.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where rules come from: the pack built in, or a folder of the operator's. */
public final class RulePack {
    private static final List<String> FILES = List.of(
            "anchors.drl", "colocation.drl", "restarts.drl", "static-labels.drl", "pruning.drl",
            "memory.drl", "spread.drl", "preferred-node.drl", "anti-affinity.drl", "tiers.drl", "stuck.drl",
            "rebalancing.drl",
            "guards-swarm.drl", "guards-service.drl");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RulePack() {
    }

    /** The pack built in, policies first, guards last. */
    public static List<RuleSource> builtIn() {
        return FILES.stream().map(RulePack::resource).toList();
    }

    /**
     * Every file of a folder that ends in {@code .drl}, in the order of their names.
     *
     * @throws IOException when the folder or one of its rule files cannot be read
     */
    public static List<RuleSource> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".drl")).sorted().toList();
        }
        var sources = new ArrayList<RuleSource>();
        for (Path file : files) {
            sources.add(source(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return List.copyOf(sources);
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
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new RuleSource(name, marked ? text.substring(1) : text);
    }
}
