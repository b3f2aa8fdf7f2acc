package io.orcastra.rules.lint;

/** One thing a rule can be wrong in. */
interface Check {
    void inspect(LintedRule rule, Report report);
}
