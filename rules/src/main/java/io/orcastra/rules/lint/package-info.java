/** Checks rules before they are compiled: the house rules, and mistakes the compiler reports badly or not at all. */
package io.orcastra.rules.lint;
