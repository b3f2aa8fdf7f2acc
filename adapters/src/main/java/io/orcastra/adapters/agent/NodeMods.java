package io.orcastra.adapters.agent;

import java.util.List;

/**
 * What an agent tells of mods, as it goes over the wire. Moments are seconds since 1970.
 *
 * @param refreshAsked when somebody asked for a refresh; 0 for never
 */
public record NodeMods(String nodeId, long refreshAsked, List<Asked> mods) {

    public NodeMods {
        mods = List.copyOf(mods);
    }

    /**
     * A mod that a container asks for.
     *
     * @param file      its name in the cache; empty when it cannot be fetched at all
     * @param source    where it comes from, without anything secret
     * @param checkedAt when what lies in the cache was last found to be the newest; 0 when it does not lie there
     * @param failure   why it did not come when it was last tried, a clause; empty when it did
     */
    public record Asked(String file, String source, long checkedAt, String failure) {
    }
}
