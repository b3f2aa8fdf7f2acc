package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.Proposal;
import java.util.Set;
import java.util.stream.Stream;

/** What an action is for, as the original's metrics tell actions apart. The rule that wished for it says so. */
enum Purpose {
    /** An anchor's label follows the anchor. */
    ANCHOR_LABEL("ORC-ANC-201", "ORC-ANC-202", "ORC-ANC-203", "ORC-ORD-202"),
    /** A dependent is acted on because of its anchor; others may move or restart the same service for its own sake. */
    DEPENDENT("ORC-COL-201", "ORC-ORD-201", "ORC-RST-203", "ORC-RST-204"),
    /** What runs well is relocated for the sake of a better place. */
    REBALANCING("ORC-MEM-", "ORC-SPR-", "ORC-PRF-", "ORC-APT-", "ORC-TIR-"),
    /** An unhealthy container is restarted. */
    HEALING("ORC-HEA-"),
    /** Anything else; the original counted nothing of the kind. */
    OTHER;

    private final Set<String> rules;

    /** @param rules ids, or what all ids of a policy begin with */
    Purpose(String... rules) {
        this.rules = Set.of(rules);
    }

    static Purpose of(Proposal proposal) {
        return Stream.of(values()).filter(purpose -> purpose.rules.stream().anyMatch(proposal.rule()::startsWith)).findFirst()
                .orElse(OTHER);
    }

    Set<String> rules() {
        return rules;
    }
}
