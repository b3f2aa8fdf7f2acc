package io.orcastra.rules.mutation;

import io.orcastra.rules.CompiledModels;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drools.model.Rule;

/** Compiles many mutants together, which costs a tenth of one by one. */
final class MutantCompiler {
    private static final String PACKAGE = "package io.orcastra.rules\n\n";

    private final String imports = RulePack.builtIn().stream().flatMap(source -> source.text().lines())
            .filter(line -> line.startsWith("import ")).collect(Collectors.toCollection(TreeSet::new)).stream()
            .collect(Collectors.joining("\n"));

    /** The compiled rule of each; those that are no valid rules are missing. */
    Map<Mutant, Rule> compile(List<Mutant> mutants) {
        String rules = IntStream.range(0, mutants.size()).mapToObj(index -> mutants.get(index).text(index))
                .collect(Collectors.joining("\n\n"));
        try {
            var models = CompiledModels.of(new RuleSource("mutants.drl", PACKAGE + imports + "\n\n" + rules + "\n"));
            return IntStream.range(0, mutants.size()).boxed().collect(Collectors.toMap(mutants::get,
                    index -> models.rule(mutants.get(index).sentence(index))));
        } catch (InvalidRules invalid) {
            return mutants.size() == 1 ? Map.of() : halves(mutants);
        }
    }

    private Map<Mutant, Rule> halves(List<Mutant> mutants) {
        int middle = mutants.size() / 2;
        var rules = new HashMap<>(compile(mutants.subList(0, middle)));
        rules.putAll(compile(mutants.subList(middle, mutants.size())));
        return rules;
    }
}
