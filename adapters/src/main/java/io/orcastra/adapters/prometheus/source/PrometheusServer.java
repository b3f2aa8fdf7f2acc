package io.orcastra.adapters.prometheus.source;

import io.orcastra.adapters.prometheus.fetch.Access;
import java.net.URI;
import java.time.Duration;

/**
 * A Prometheus server that scrapes node exporters and cAdvisors already.
 *
 * @param url       without {@code /api/v1}
 * @param function  of the memory used over the window: {@code avg}, {@code max}, {@code min} or {@code last}
 * @param nodeLabel label whose value names the node; a port behind it is left out
 */
public record PrometheusServer(URI url, String function, Duration window, String nodeLabel, Access access) {
}
