/** {@code orcastra test}: scenarios found, read and played against rules, their results, reports and coverage. */
package io.orcastra.adapters.scenario;
