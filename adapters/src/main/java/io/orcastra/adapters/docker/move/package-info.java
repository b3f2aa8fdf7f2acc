/**
 * Actions on a real swarm. A service is moved or restarted by a transient pin: a constraint put on in one write and
 * taken off in another, with a record in the ledger before, so that whoever comes after an interruption finds it.
 */
package io.orcastra.adapters.docker.move;
