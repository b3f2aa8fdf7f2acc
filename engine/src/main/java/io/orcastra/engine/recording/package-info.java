/** What was observed and decided as compact bytes, differences from one cycle to the next, and back. */
package io.orcastra.engine.recording;
