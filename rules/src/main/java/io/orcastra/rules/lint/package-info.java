/** Checks rules before they are compiled: house rules of the pack, and mistakes the compiler reports badly or not at all. */
package io.orcastra.rules.lint;
