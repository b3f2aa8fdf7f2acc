/** Reads the swarm off one manager's engine into facts: three list calls a look, whatever the size of the swarm. */
package io.orcastra.adapters.docker.observe;
