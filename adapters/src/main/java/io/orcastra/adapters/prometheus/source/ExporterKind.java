package io.orcastra.adapters.prometheus.source;

/** What publishes metrics of one node. */
public enum ExporterKind {
    /** The node's own memory, and that of its containers; Orcastra's own. */
    AGENT("agent", "http://{address}:6060/metrics"),
    /** The node's own memory. */
    NODE_EXPORTER("node_exporter", "http://{address}:9100/metrics"),
    /** Memory of the node's containers. */
    CADVISOR("cadvisor", "http://{address}:8080/metrics");

    private final String key;
    private final String usualUrl;

    ExporterKind(String key, String usualUrl) {
        this.key = key;
        this.usualUrl = usualUrl;
    }

    /** Its name in configuration, metrics and messages. */
    public String key() {
        return key;
    }

    /** Where it listens unless configured otherwise. */
    public String usualUrl() {
        return usualUrl;
    }

    public boolean measuresNodes() {
        return this != CADVISOR;
    }
}
