package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.Side;
import io.orcastra.rules.verify.Verifies;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No rule without tests of its own. That a test is about its rule, its extension sees to. */
class CoverageTest {
    @Test
    void everyRuleIsTestedOnBothSidesAndAtItsBoundary() {
        Set<String> tested = RuleTestClasses.BY_RULE.stream().flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(CoverageTest::claim).collect(Collectors.toSet());

        assertThat(RuleVerifier.pack().rules().stream()
                .flatMap(rule -> Arrays.stream(Side.values()).map(side -> rule.id() + " " + side))).allMatch(tested::contains);
    }

    private static String claim(Method test) {
        Verifies verifies = test.getAnnotation(Verifies.class);
        return verifies == null ? "" : verifies.value() + " " + verifies.as();
    }
}
