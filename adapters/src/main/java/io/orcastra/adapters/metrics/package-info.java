/** Prometheus metrics: base units, prefix {@code orcastra_}, and the names users' dashboards already know. */
package io.orcastra.adapters.metrics;
