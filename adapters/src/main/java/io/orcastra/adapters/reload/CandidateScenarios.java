package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import java.util.List;

/** The scenarios that lie beside the rules, run before they are put in force. */
@FunctionalInterface
public interface CandidateScenarios {
    /** There are none. */
    CandidateScenarios NONE = (rules, compiled) -> List.of();

    /** What they expect and the rules do not do; empty when all is as expected. */
    List<RuleProblem> failures(RuleSet rules, RuleBook compiled);
}
