/** What a running daemon tells of itself: a Unix socket in its state folder, and the client that asks. */
package io.orcastra.adapters.status;
