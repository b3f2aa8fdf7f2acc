package io.orcastra.adapters.prometheus.text;

/**
 * How much of an exporter is listened to.
 *
 * @param bytes   of the whole body
 * @param line    bytes of one line
 * @param samples lines that are no comments
 */
public record ExpositionLimits(long bytes, int line, int samples) {

    /**
     * cAdvisor publishes about 100 series a container of up to 2 KiB each, so a node of 250 containers has 50 MB;
     * a node exporter has 100 KB.
     */
    public static final ExpositionLimits DEFAULT = new ExpositionLimits(64 << 20, 64 << 10, 500_000);
}
