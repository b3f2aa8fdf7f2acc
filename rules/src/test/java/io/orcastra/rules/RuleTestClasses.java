package io.orcastra.rules;

import java.util.List;

/** Which classes test rules of the pack. */
public final class RuleTestClasses {
    /** Each of their tests is about one rule. */
    public static final List<Class<?>> BY_RULE = List.of(AnchorRulesTest.class, ColocationRulesTest.class,
            ColocationVetoesTest.class, HoldRulesTest.class, RestartRulesTest.class,
            RestartWithAnchorRulesTest.class, LabelRulesTest.class, SwarmGuardsTest.class, ServiceGuardsTest.class,
            ServiceNatureTest.class,
            MemoryRulesTest.class, MemoryTimersTest.class, RebalancingRulesTest.class, MovesInVainRulesTest.class,
            TwoAnchorsRulesTest.class, UnmovableRulesTest.class,
            StableNodeRulesTest.class, SpreadRulesTest.class, PreferredNodeRulesTest.class, TierRulesTest.class,
            AntiAffinityRulesTest.class, StuckRulesTest.class, AutohealRulesTest.class, SetRulesTest.class, NearMissTest.class,
            RequestRulesTest.class, GarbageRulesTest.class, RestartNearMissTest.class, DecisionNearMissTest.class,
            BootstrapRulesTest.class, BootstrapNearMissTest.class, MendingRulesTest.class, MendingTimersTest.class,
            ExporterRulesTest.class, ModRulesTest.class, OrderRulesTest.class, OperatorNearMissTest.class,
            FencingRulesTest.class, FencingVetoesTest.class);

    /** Each of their tests is about several rules. */
    public static final List<Class<?>> ACROSS =
            List.of(ConditionAimTest.class, ProposalAimTest.class, GuardAimTest.class);

    private RuleTestClasses() {
    }
}
