/** Candidate policies beside those in force: they judge the same moments, do nothing, and are compared. */
package io.orcastra.adapters.shadow;
