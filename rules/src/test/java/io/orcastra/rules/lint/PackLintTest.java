package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RulePack;
import org.junit.jupiter.api.Test;

class PackLintTest {

    @Test
    void thePackKeepsTheHouseRules() {
        assertThat(new RuleLinter().lint(RulePack.builtIn())).isEmpty();
    }
}
