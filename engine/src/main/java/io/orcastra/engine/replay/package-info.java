/** What other policies would have decided on what was recorded, and how that differs from what was. */
package io.orcastra.engine.replay;
