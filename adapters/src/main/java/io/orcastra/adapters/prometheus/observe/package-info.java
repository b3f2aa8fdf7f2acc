/** Memory as facts: measured in rounds on threads of its own, joined with the nodes and tasks of the swarm. */
package io.orcastra.adapters.prometheus.observe;
