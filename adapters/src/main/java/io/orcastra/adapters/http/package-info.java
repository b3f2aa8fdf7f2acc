/** The HTTP endpoints of the daemon: health and metrics for anyone, everything else behind a token. */
package io.orcastra.adapters.http;
