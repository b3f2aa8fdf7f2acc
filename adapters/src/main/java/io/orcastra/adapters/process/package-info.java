/** Processes of our own beside this one. */
package io.orcastra.adapters.process;
