/** What all facts have in common. Rules name nothing of it. */
package io.orcastra.facts;
