package io.orcastra.adapters.prometheus.source;

import java.util.Optional;

/**
 * Exporters that are found: behind every address of {@code tasks.<service>}, or, without a service, on every node.
 *
 * @param service  full name of the service the exporters are tasks of
 * @param template URL with {@code {address}} in it; on every node also {@code {hostname}} and {@code {id}}
 */
public record Discovery(ExporterKind kind, Optional<String> service, String template) {
}
