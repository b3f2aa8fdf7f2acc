/**
 * A swarm in memory, in virtual time, that behaves as SwarmKit does and serves the ports the engine is built on: the
 * whole engine with its real rules runs on it. The same seed and the same scenario give the same story.
 */
package io.orcastra.engine.simulation;
