/**
 * Real multi-node swarms for tests: the lab script in {@code src/test/lab} as a JUnit 5 extension, a reader of the
 * engines in it, a counting proxy in front of an engine's socket, and the real distribution as a child process.
 */
package io.orcastra.lab;
