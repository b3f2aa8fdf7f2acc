/** One scenario: a swarm, what befalls it over virtual time, what is expected of the engine, and how it is played. */
package io.orcastra.adapters.scenario.script;
