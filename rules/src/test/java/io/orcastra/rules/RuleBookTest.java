package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleBookTest {
    @Test
    void everyRuleOfThePackIsListedWithItsPlace() {
        RuleBook book = RuleBook.builtIn();

        assertThat(book.rules()).hasSizeGreaterThan(40).allSatisfy(rule -> {
            assertThat(rule.line()).isPositive();
            assertThat(book.named(rule.sentence())).contains(rule);
        });
    }
}
