/** A decision record as something to read: text for people, JSON for programs, Markdown for tickets. */
package io.orcastra.adapters.report;
