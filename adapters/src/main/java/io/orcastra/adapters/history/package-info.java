/** What the flight record tells, in words: decisions as they came, and how candidates would have decided. */
package io.orcastra.adapters.history;
