package io.orcastra.facts.policy;

/**
 * How far wishes about a service go by themselves.
 *
 * @param service its full name, or that within its stack
 */
public record ServiceAutomation(String service, AutomationLevel level) {
}
