package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.Side;
import io.orcastra.rules.verify.Verifies;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No rule without tests of its own. That a test is about its rule, its extension sees to. */
class CoverageTest {
    private static final List<Class<?>> TESTS = List.of(AnchorRulesTest.class, ColocationRulesTest.class,
            ColocationVetoesTest.class, RestartRulesTest.class,
            RestartWithAnchorRulesTest.class, LabelRulesTest.class, SwarmGuardsTest.class, ServiceGuardsTest.class,
            ServiceNatureTest.class,
            MemoryRulesTest.class, MemoryTimersTest.class, RebalancingRulesTest.class, UnmovableRulesTest.class,
            StableNodeRulesTest.class, SpreadRulesTest.class, PreferredNodeRulesTest.class, TierRulesTest.class,
            AntiAffinityRulesTest.class, StuckRulesTest.class, SetRulesTest.class);

    @Test
    void everyRuleIsTestedOnBothSidesAndAtItsBoundary() {
        Set<String> tested = TESTS.stream().flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(CoverageTest::claim).collect(Collectors.toSet());

        assertThat(RuleVerifier.pack().rules().stream()
                .flatMap(rule -> Arrays.stream(Side.values()).map(side -> rule.id() + " " + side))).allMatch(tested::contains);
    }

    private static String claim(Method test) {
        Verifies verifies = test.getAnnotation(Verifies.class);
        return verifies == null ? "" : verifies.value() + " " + verifies.as();
    }
}
