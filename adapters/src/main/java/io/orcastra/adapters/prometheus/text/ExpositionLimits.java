package io.orcastra.adapters.prometheus.text;

/**
 * How much of an exporter is listened to.
 *
 * @param bytes   of the whole body
 * @param line    bytes of one line
 * @param samples lines that are no comments
 * @param names   characters of all names that have a type, which are kept until the end
 */
public record ExpositionLimits(long bytes, int line, int samples, int names) {

    /**
     * cAdvisor publishes about 100 series a container of up to 2 KiB each, so a node of 250 containers has 50 MB;
     * a node exporter has 100 KB. Both know less than a thousand names.
     */
    public static final ExpositionLimits DEFAULT = new ExpositionLimits(64 << 20, 64 << 10, 500_000, 1 << 20);
}
