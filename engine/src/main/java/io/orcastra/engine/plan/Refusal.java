package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.util.List;

/** A proposal that is not carried out in this cycle, and why; never without a veto. */
public record Refusal(Proposal proposal, List<Veto> vetoes) {
    public Refusal {
        vetoes = List.copyOf(vetoes);
        if (vetoes.isEmpty()) {
            throw new IllegalArgumentException("a refusal of " + proposal + " names no veto");
        }
    }
}
