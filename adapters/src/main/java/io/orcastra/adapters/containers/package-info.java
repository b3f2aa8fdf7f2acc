/** Containers outside of Swarm, observed and acted upon through the agents of their nodes. */
package io.orcastra.adapters.containers;
