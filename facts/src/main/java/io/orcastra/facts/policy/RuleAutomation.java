package io.orcastra.facts.policy;

/**
 * How far the wishes of a rule go by themselves. A veto of a rule that only reports does not count.
 *
 * @param rule id of a rule, such as {@code ORC-MEM-201}, or the beginning of all ids of a policy, such as {@code ORC-MEM}
 */
public record RuleAutomation(String rule, AutomationLevel level) {
}
