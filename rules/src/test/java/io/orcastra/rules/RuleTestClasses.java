package io.orcastra.rules;

import java.util.List;
import java.util.stream.Stream;

/** Which classes test rules of the pack. */
public final class RuleTestClasses {
    /** Each of their tests is about one rule. */
    public static final List<Class<?>> BY_RULE = List.of(AnchorRulesTest.class, ColocationRulesTest.class,
            ColocationVetoesTest.class, RestartRulesTest.class,
            RestartWithAnchorRulesTest.class, LabelRulesTest.class, SwarmGuardsTest.class, ServiceGuardsTest.class,
            ServiceNatureTest.class,
            MemoryRulesTest.class, MemoryTimersTest.class, RebalancingRulesTest.class, UnmovableRulesTest.class,
            StableNodeRulesTest.class, SpreadRulesTest.class, PreferredNodeRulesTest.class, TierRulesTest.class,
            AntiAffinityRulesTest.class, StuckRulesTest.class, SetRulesTest.class);

    private RuleTestClasses() {
    }

    /** Those and the ones about several rules at once. */
    public static List<Class<?>> all() {
        return Stream.concat(BY_RULE.stream(),
                Stream.of(ConditionAimTest.class, ProposalAimTest.class, GuardAimTest.class)).toList();
    }
}
