package io.orcastra.e2e;

import io.orcastra.engine.simulation.SimulatedSwarm;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Something that makes SwarmKit choose nodes, in three worlds.
 *
 * @param words     what happens
 * @param real      does it to the lab, and returns when Swarm has noticed
 * @param model     the facts after it, without the tasks which then have to be placed
 * @param simulated does it to the simulated swarm
 * @param undone    puts the lab in order again, once everything is placed
 */
record Happening(String words, Runnable real, UnaryOperator<Set<Object>> model, Consumer<SimulatedSwarm> simulated,
                 Runnable undone) {}
