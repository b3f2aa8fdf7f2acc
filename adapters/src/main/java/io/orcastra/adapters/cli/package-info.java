/**
 * The command line and the composition root: the only place that reads the system's clock and environment, knows every
 * adapter, and ends the process.
 */
package io.orcastra.adapters.cli;
