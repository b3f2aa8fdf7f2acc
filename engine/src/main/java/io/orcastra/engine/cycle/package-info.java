/** When to think: triggers, settling, the lease, and one cycle after the other on one thread. */
package io.orcastra.engine.cycle;
