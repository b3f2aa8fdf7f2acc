package io.orcastra.facts.decision;

import java.time.Instant;

/**
 * Why a proposal is not, or not yet, carried out.
 *
 * @param rule   id of the rule, or {@code ORC-PLN-nnn} for a refusal of the planner
 * @param reason English, one clause, naming what is in the way
 * @param until  when the veto ends by itself; null when that is unknown
 */
public record Veto(String rule, Proposal proposal, String reason, Instant until) {

    public Veto(String rule, Proposal proposal, String reason) {
        this(rule, proposal, reason, null);
    }
}
