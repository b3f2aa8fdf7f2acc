/** What rules conclude from the facts; a condition carries identity, never a measurement. */
package io.orcastra.facts.condition;
