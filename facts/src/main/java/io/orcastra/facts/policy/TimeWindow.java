package io.orcastra.facts.policy;

import java.time.DayOfWeek;
import java.time.Duration;

/**
 * A span of every week, from {@code windows}; the spans of one name are one window. Rules read
 * {@link io.orcastra.facts.control.WindowOpen} and {@link io.orcastra.facts.control.WindowClosed} instead, because they
 * cannot read a clock.
 *
 * @param window name of the window
 * @param day    the day it begins on
 * @param from   since midnight, as a wall clock in {@code zone} shows it
 * @param to     since the same midnight, above {@code from}; more than 24 h when it ends on the day after
 * @param zone   time zone, such as {@code Europe/Berlin}
 */
public record TimeWindow(String window, DayOfWeek day, Duration from, Duration to, String zone) {
}
