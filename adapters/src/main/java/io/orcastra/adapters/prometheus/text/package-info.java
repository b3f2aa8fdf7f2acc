/** Prometheus's text formats, read strictly and as a stream. */
package io.orcastra.adapters.prometheus.text;
