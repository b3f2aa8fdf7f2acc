package io.orcastra.lab;

import java.util.List;

/**
 * What a lab looks like.
 *
 * @param nodes     how many nodes, 1 to 20
 * @param managers  how many of them, from the first on, are managers
 * @param heartbeat the dispatcher's heartbeat, such as {@code 1s}; a dead node is noticed after three
 * @param options   further options of {@code swarm-lab up}
 */
public record LabShape(int nodes, int managers, String heartbeat, List<String> options) {

    public LabShape {
        options = List.copyOf(options);
    }
}
