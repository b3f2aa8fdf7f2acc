package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleProblem;
import java.util.List;

/** Why rules were not put in force. */
public sealed class Refusal extends Exception permits Passing {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    /** @param problems each names its place, what is wrong and what to do; may be empty when the reason says it all */
    Refusal(String reason, List<String> problems) {
        super(reason);
        this.problems = List.copyOf(problems);
    }

    static Refusal of(String reason, List<RuleProblem> problems) {
        return new Refusal(reason, problems.stream().map(RuleProblem::toString).toList());
    }

    public List<String> problems() {
        return problems;
    }
}
