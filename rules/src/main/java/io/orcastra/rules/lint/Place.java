package io.orcastra.rules.lint;

/**
 * Where something stands in a file.
 *
 * @param line   from 1
 * @param column from 1; 0 when unknown
 */
record Place(int line, int column) {
}
