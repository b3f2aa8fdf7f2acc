/** What is known and what follows from it: facts by key in one long-lived rule session on one thread. */
package io.orcastra.engine.memory;
