package io.orcastra.facts.control;

/**
 * A rule's conclusion that it cannot be told now whether something still lasts: timers of this name about this service
 * that are not wished any more wait, neither going on nor starting anew, for as long as this holds.
 *
 * @param name as in {@link Timer}
 */
public record HeldTimer(String name, String serviceId) {
}
