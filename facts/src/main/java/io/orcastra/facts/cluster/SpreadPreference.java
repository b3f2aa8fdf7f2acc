package io.orcastra.facts.cluster;

/**
 * One spread preference of a service.
 *
 * @param descriptor such as {@code node.labels.zone}
 * @param rank       position among the service's preferences, 0 first
 */
public record SpreadPreference(String serviceId, String descriptor, int rank) {

    /** Key of the node label to spread over; empty when it is about something else. */
    public String labelKey() {
        return NodeLabel.keyIn(descriptor);
    }
}
