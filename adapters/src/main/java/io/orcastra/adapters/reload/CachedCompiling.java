package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.lint.RuleLinter;
import java.nio.file.Path;
import java.util.List;

/**
 * Compiles what was not compiled before.
 *
 * @param cache folder of the compiled rules
 */
public record CachedCompiling(Path cache) implements Compiling {
    @Override
    public List<RuleProblem> lint(RuleSet rules) {
        return rules.isBuiltIn() ? List.of() : new RuleLinter().lint(rules.sources());
    }

    @Override
    public RuleBook compiled(RuleSet rules) {
        return RuleBook.cachedIn(cache, rules.sources());
    }
}
