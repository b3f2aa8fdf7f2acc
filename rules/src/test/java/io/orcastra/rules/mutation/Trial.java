package io.orcastra.rules.mutation;

import io.orcastra.rules.CompiledModels;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.drools.model.Rule;
import org.kie.api.KieBase;

/** Runs the tests of the rules against one mutant after the other. */
final class Trial implements AutoCloseable {
    private final CompiledModels pack = CompiledModels.pack();
    private final Map<String, String> ids = RuleSet.builtIn().descriptions().stream()
            .collect(Collectors.toMap(RuleDescription::sentence, RuleDescription::id));
    private final RuleTests tests = new RuleTests();
    private final Neighbourhoods neighbourhoods = new Neighbourhoods(tests);

    /** What became of each mutant that is a valid rule. */
    List<Verdict> verdicts(List<Mutant> mutants) {
        return new MutantCompiler().compile(mutants).entrySet().stream()
                .map(entry -> verdict(entry.getKey(), entry.getValue()))
                .sorted().toList();
    }

    Verdict verdict(Mutant mutant, Rule rule) {
        KieBase base = pack.with(rule, mutant.of().sentence());
        UnaryOperator<String> idOf = name -> ids.getOrDefault(name, mutant.of().id());
        Supplier<RuleVerifier> rules = () -> RuleVerifier.of(base, idOf);
        String id = mutant.of().id();
        return new Verdict(mutant, tests.own(id, rules).or(() -> beside(id, rules.get())).or(() -> tests.across(rules)));
    }

    private Optional<String> beside(String id, RuleVerifier rules) {
        return neighbourhoods.of(id).stream().allMatch(each -> each.isRespectedBy(id, rules)) ? Optional.empty()
                : Optional.of("neighbours");
    }

    static List<Mutant> mutants() {
        return RulePack.builtIn().stream().flatMap(source -> new Mutations(source).all().stream()).toList();
    }

    @Override
    public void close() {
        tests.close();
    }
}
