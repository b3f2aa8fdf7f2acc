/** The machines of the inventory, reached over SSH: asked how they are, and told to join, or to start their engine again. */
package io.orcastra.adapters.ssh;
