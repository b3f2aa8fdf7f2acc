/** The ledger kept in the swarm itself: no volume, no leader, the same for every instance. */
package io.orcastra.adapters.docker.ledger;
