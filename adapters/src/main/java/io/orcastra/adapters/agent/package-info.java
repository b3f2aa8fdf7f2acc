/** The agent of one node: memory of its containers and of the machine, read from the local engine and published as metrics. */
package io.orcastra.adapters.agent;
