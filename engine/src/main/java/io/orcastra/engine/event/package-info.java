/** The engine's named moments, for logs and metrics. */
package io.orcastra.engine.event;
