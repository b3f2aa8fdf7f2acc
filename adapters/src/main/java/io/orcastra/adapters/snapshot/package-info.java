/** The observed facts of a swarm as one JSON document, and back. */
package io.orcastra.adapters.snapshot;
