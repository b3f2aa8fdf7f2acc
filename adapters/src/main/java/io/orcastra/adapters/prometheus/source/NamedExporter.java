package io.orcastra.adapters.prometheus.source;

import java.net.URI;

/**
 * An exporter whose address stands in the configuration.
 *
 * @param name hostname, id or address of a node, or name of the host that several nodes run on
 */
public record NamedExporter(ExporterKind kind, String name, URI url) {
}
