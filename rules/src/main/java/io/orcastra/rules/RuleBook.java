package io.orcastra.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kie.api.KieBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force: one compiled rule base, and every rule by id, sentence, file and line. Immutable and safe for use
 * by many threads; the sessions made from its rule base are not.
 */
public final class RuleBook {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

    private final KieBase base;
    private final List<RuleDescription> rules;
    private final Map<String, RuleDescription> bySentence;
    private final CompiledRules compiled;

    private RuleBook(CompiledRules compiled, Set<String> off) {
        this.compiled = compiled;
        this.base = RuleCompiler.base(RuleCompiler.module(compiled.module()));
        this.rules = compiled.rules().stream().filter(rule -> !off.contains(rule.id())).toList();
        this.bySentence = rules.stream()
                .collect(Collectors.toUnmodifiableMap(RuleDescription::sentence, Function.identity()));
        compiled.rules().stream().filter(rule -> off.contains(rule.id()))
                .forEach(rule -> base.removeRule(RuleCompiler.PACKAGE, rule.sentence()));
    }

    /** The pack built in. */
    public static RuleBook builtIn() {
        return of(RulePack.builtIn());
    }

    /**
     * Compiles rules, unless they are the pack built in, which is shipped compiled.
     *
     * @param sources at least one
     * @throws InvalidRules naming every problem of every source
     */
    public static RuleBook of(List<RuleSource> sources) {
        return key(sources).flatMap(CompiledPack::of).flatMap(RuleBook::load).orElseGet(() -> book(compiled(sources)));
    }

    /**
     * Rules from the folder's cache when it holds these very rules, else compiled and stored there. A cache that is
     * missing, damaged, foreign or not writable costs a compile, nothing else.
     *
     * @throws InvalidRules naming every problem of every source
     */
    public static RuleBook cachedIn(Path folder, List<RuleSource> sources) {
        Optional<String> key = key(sources);
        if (key.isEmpty()) {
            return of(sources);
        }
        var cache = new RuleCache(folder);
        return CompiledPack.of(key.get()).or(() -> cache.read(key.get())).flatMap(RuleBook::load).orElseGet(() -> {
            CompiledRules compiled = compiled(sources);
            cache.write(key.get(), compiled);
            return book(compiled);
        });
    }

    /**
     * These rules without some, as compiled already: a fresh rule base from the same classes, in some 0.1 s.
     *
     * @param ids of rules to be left out; those of no rule here have no effect, those left out before stay so only when
     *            they are named again
     */
    public RuleBook without(Set<String> ids) {
        Set<String> off = compiled.rules().stream().map(RuleDescription::id).filter(ids::contains)
                .collect(Collectors.toUnmodifiableSet());
        return off.equals(off()) ? this : new RuleBook(compiled, off);
    }

    /** The same rules in a rule base of their own: whoever takes a failing rule out of it takes it from nobody else. */
    public RuleBook copy() {
        return new RuleBook(compiled, off());
    }

    /** Every rule, those that were left out as well, in the order of files and lines. */
    public List<RuleDescription> known() {
        return compiled.rules();
    }

    /** Ids of the rules that were left out. */
    public Set<String> off() {
        Set<String> off = known().stream().map(RuleDescription::id).collect(Collectors.toSet());
        rules.forEach(rule -> off.remove(rule.id()));
        return Set.copyOf(off);
    }

    /** The compiled rules: executable model, identity of facts by instance, cloud mode. */
    public KieBase kieBase() {
        return base;
    }

    /** Every rule in the order of files and lines. */
    public List<RuleDescription> rules() {
        return rules;
    }

    /** The rule with this name, as {@link org.kie.api.definition.rule.Rule#getName()} gives it. */
    public Optional<RuleDescription> named(String sentence) {
        return Optional.ofNullable(bySentence.get(sentence));
    }

    static CompiledRules compiled(List<RuleSource> sources) {
        byte[] module = RuleCompiler.compile(sources).getBytes();
        return new CompiledRules(descriptions(sources), module);
    }

    private static Optional<String> key(List<RuleSource> sources) {
        try {
            return Optional.of(RuleSetKey.of(sources));
        } catch (IOException e) {
            LOG.warn("compiled rules are not cached: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Optional<RuleBook> load(CompiledRules compiled) {
        try {
            return Optional.of(book(compiled));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("compiled rules not used: {}", e.toString());
            return Optional.empty();
        }
    }

    private static RuleBook book(CompiledRules compiled) {
        return new RuleBook(compiled, Set.of());
    }

    private static List<RuleDescription> descriptions(List<RuleSource> sources) {
        return sources.stream().flatMap(source -> ParsedRules.of(source).descriptions().stream()).toList();
    }
}
