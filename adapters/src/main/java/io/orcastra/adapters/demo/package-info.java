/** A story told on a simulated swarm: the engine with its real rules decides, the terminal shows it as it happens. */
package io.orcastra.adapters.demo;
