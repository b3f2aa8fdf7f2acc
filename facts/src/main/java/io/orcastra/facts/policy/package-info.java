/** What the operator asked for: configuration as facts, so that editing it re-evaluates the rules. */
package io.orcastra.facts.policy;
