/** What can be wished, refused and done. */
package io.orcastra.facts.decision;
