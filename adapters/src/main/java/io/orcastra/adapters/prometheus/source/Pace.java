package io.orcastra.adapters.prometheus.source;

import java.time.Duration;

/**
 * How often and how patiently memory is measured.
 *
 * @param interval between the beginnings of two rounds
 * @param timeout  of one request, from the look-up of its name to the last byte
 * @param stale    a sample older than this counts as unknown
 * @param atOnce   requests under way at the same time
 */
public record Pace(Duration interval, Duration timeout, Duration stale, int atOnce) {
}
