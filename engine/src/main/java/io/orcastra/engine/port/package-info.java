/** What the engine asks of the world: observing, acting, remembering. Adapters implement these, the engine calls them. */
package io.orcastra.engine.port;
