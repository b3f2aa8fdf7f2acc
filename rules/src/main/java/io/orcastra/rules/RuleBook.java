package io.orcastra.rules;

import io.orcastra.facts.control.LeftOutRule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kie.api.KieBase;

/**
 * The rules in force: one compiled rule base, and every rule by id, sentence, file and line. Immutable and safe for use
 * by many threads; the sessions made from its rule base are not.
 */
public final class RuleBook {
    private final KieBase base;
    private final List<RuleDescription> rules;
    private final Map<String, RuleDescription> bySentence;
    private final List<CompiledFile> files;
    private final List<RuleSource> sources;
    private final Set<LeftOutRule> missing;

    private RuleBook(List<CompiledFile> files, List<RuleSource> sources, Set<String> off, Set<LeftOutRule> missing) {
        this.files = files;
        this.sources = List.copyOf(sources);
        this.missing = Set.copyOf(missing);
        this.base = RuleCompiler.base(files.stream().map(CompiledFile::module).toList());
        this.rules = known().stream().filter(rule -> !off.contains(rule.id())).toList();
        this.bySentence = rules.stream()
                .collect(Collectors.toUnmodifiableMap(RuleDescription::sentence, Function.identity()));
        known().stream().filter(rule -> off.contains(rule.id()))
                .forEach(rule -> base.removeRule(RuleCompiler.PACKAGE, rule.sentence()));
    }

    /** The pack built in. */
    public static RuleBook builtIn() {
        return of(RulePack.builtIn());
    }

    /**
     * Compiles rules, each file alone; those built in are shipped compiled.
     *
     * @throws InvalidRules naming every problem of every source
     */
    public static RuleBook of(List<RuleSource> sources) {
        return new CompiledFiles(Optional.empty()).book(sources);
    }

    /**
     * Rules of which those files are compiled that the folder's cache does not hold, and stored there. A cache that is
     * missing, damaged, foreign or not writable costs a compile, nothing else.
     *
     * @throws InvalidRules naming every problem of every source
     */
    public static RuleBook cachedIn(Path folder, List<RuleSource> sources) {
        return new CompiledFiles(Optional.of(new RuleCache(folder))).book(sources);
    }

    /** @param sources what the files were compiled from */
    static RuleBook of(Collection<CompiledFile> files, List<RuleSource> sources) {
        return new RuleBook(List.copyOf(files), sources, Set.of(), Set.of());
    }

    /**
     * These rules without some, as compiled already: a fresh rule base from the same classes, in some 0.1 s.
     *
     * @param ids of rules to be left out; those of no rule here have no effect, those left out before stay so only when
     *            they are named again
     */
    public RuleBook without(Set<String> ids) {
        Set<String> off = known().stream().map(RuleDescription::id).filter(ids::contains)
                .collect(Collectors.toUnmodifiableSet());
        return off.equals(off()) ? this : new RuleBook(files, sources, off, missing);
    }

    /** The same rules in a rule base of their own, knowing which other rules failed and so are missing among them. */
    public RuleBook missing(Set<LeftOutRule> failed) {
        return failed.equals(missing) ? this : new RuleBook(files, sources, off(), failed);
    }

    /** Rules that failed and so are not among these, as far as somebody said so. */
    public Set<LeftOutRule> missing() {
        return missing;
    }

    /**
     * The rules a thread was judging by when its stacks were these, each time those of the innermost condition, of whatever
     * file asks it; with how often. A stack in no condition does not count, as when facts meet without being compared.
     */
    public Map<Set<RuleDescription>, Long> evaluated(Collection<StackTraceElement[]> stacks) {
        return stacks.isEmpty() ? Map.of() : new Evaluated(files).in(stacks);
    }

    /** What the rules were compiled from. */
    public List<RuleSource> sources() {
        return sources;
    }

    /** The same rules in a rule base of their own: whoever takes a failing rule out of it takes it from nobody else. */
    public RuleBook copy() {
        return new RuleBook(files, sources, off(), missing);
    }

    /** Every rule, those that were left out as well, in the order of files and lines. */
    public List<RuleDescription> known() {
        return files.stream().flatMap(file -> file.rules().stream()).toList();
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

    /** What is to be told of a rule that threw or did not come to rest, with its place as far as it is among these. */
    public RuleProblem failure(String id, String reason) {
        Optional<RuleDescription> rule = known().stream().filter(one -> one.id().equals(id)).findFirst();
        return new RuleProblem(rule.map(RuleDescription::file).orElse("?"), rule.map(RuleDescription::line).orElse(0), 0,
                "rule " + id + ": " + reason,
                "Maybe a value can be absent, a conclusion leads to itself, patterns share only a key that many facts "
                        + "have, or an honest swarm needs more heap");
    }

    /** The rule with this name, as {@link org.kie.api.definition.rule.Rule#getName()} gives it. */
    public Optional<RuleDescription> named(String sentence) {
        return Optional.ofNullable(bySentence.get(sentence));
    }
}
