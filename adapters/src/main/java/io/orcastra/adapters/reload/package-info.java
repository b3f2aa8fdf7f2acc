/** Other rules in a running daemon: judged beside the ones in force, and put in their place when they are found good. */
package io.orcastra.adapters.reload;
