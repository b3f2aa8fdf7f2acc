package io.orcastra.facts.decision;

/**
 * Have the newest of a mod in the cache of a node. Asked of the agent there, which knows where it comes from.
 *
 * @param file its name in the cache
 */
public record FetchMod(String nodeId, String file) implements Action {

    /** Of what lies in a cache, not the node: its labels are written meanwhile. */
    @Override
    public String subject() {
        return "mod:" + nodeId + ":" + file;
    }
}
