package io.orcastra.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    RuleBook(KieBase base, List<RuleDescription> rules) {
        this.base = base;
        this.rules = List.copyOf(rules);
        this.bySentence = rules.stream().collect(Collectors.toUnmodifiableMap(RuleDescription::sentence, Function.identity()));
    }

    /** Compiles the pack built in, which takes some seconds in a fresh process. */
    public static RuleBook builtIn() {
        return of(RulePack.builtIn());
    }

    /**
     * Compiles rules.
     *
     * @throws InvalidRules naming every problem of every source
     */
    public static RuleBook of(List<RuleSource> sources) {
        List<ParsedRules> parsed = sources.stream().map(ParsedRules::of).toList();
        List<RuleProblem> problems = parsed.stream().flatMap(one -> one.problems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return new RuleBook(RuleCompiler.base(RuleCompiler.compile(sources)),
                parsed.stream().flatMap(one -> one.descriptions().stream()).toList());
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
}
