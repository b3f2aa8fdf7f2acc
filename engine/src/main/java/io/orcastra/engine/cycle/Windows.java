package io.orcastra.engine.cycle;

import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which windows are open: rules may not read a clock, so the engine does for them. By the wall clock and by nothing else,
 * so that any instance and any replay of the same moment say the same.
 */
final class Windows {
    /** The working memory's name for what comes from here. */
    static final String SOURCE = "windows";

    /** What repeats every week and is open for a whole one never closes. */
    private static final Duration WEEK = Duration.ofDays(7);
    /** A span may have begun yesterday and end today; the next one begins within a week, whatever the zone. */
    private static final int DAYS_BEFORE = 2;
    private static final int DAYS_AFTER = 8;

    private Windows() {
    }

    /** One fact for each window, open or closed. */
    static Set<Object> at(Instant now, Collection<?> facts) {
        Map<String, List<TimeWindow>> byName = facts.stream().filter(TimeWindow.class::isInstance)
                .map(TimeWindow.class::cast).collect(Collectors.groupingBy(TimeWindow::window));
        Set<Object> states = new HashSet<>();
        byName.forEach((name, spans) -> states.add(state(name, merged(spans, now), now)));
        return states;
    }

    /** Whether it tells of a window at some moment, maybe another one. */
    static boolean isState(Object fact) {
        return fact instanceof WindowOpen || fact instanceof WindowClosed;
    }

    /** Time until one of these opens or closes; null when none ever does. */
    static Duration due(Collection<?> states, Instant now) {
        return states.stream().map(Windows::until).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .map(until -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO).orElse(null);
    }

    private static Instant until(Object state) {
        return state instanceof WindowOpen open ? open.until() : state instanceof WindowClosed closed ? closed.until() : null;
    }

    private static Object state(String name, List<Span> spans, Instant now) {
        for (Span span : spans) {
            if (span.from().isAfter(now)) {
                return new WindowClosed(name, span.from());
            }
            if (span.to().isAfter(now)) {
                boolean forEver = Duration.between(now, span.to()).compareTo(WEEK) >= 0;
                return new WindowOpen(name, forEver ? null : span.to());
            }
        }
        return new WindowClosed(name, null);
    }

    /** In the order of time; what touches is one. */
    private static List<Span> merged(List<TimeWindow> windows, Instant now) {
        List<Span> all = new ArrayList<>();
        windows.forEach(window -> all.addAll(around(window, now)));
        all.sort(Comparator.comparing(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : all) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && !span.from().isAfter(last.to())) {
                merged.set(merged.size() - 1, last.to().isBefore(span.to()) ? new Span(last.from(), span.to()) : last);
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static List<Span> around(TimeWindow window, Instant now) {
        ZoneId zone = ZoneId.of(window.zone());
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Span> spans = new ArrayList<>();
        for (LocalDate date = today.minusDays(DAYS_BEFORE); !date.isAfter(today.plusDays(DAYS_AFTER)); date = date.plusDays(1)) {
            Span span = new Span(moment(date, window.from(), zone), moment(date, window.to(), zone));
            if (date.getDayOfWeek() == window.day() && span.from().isBefore(span.to())) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** By the wall clock; an hour that summer time leaves out counts as the one after it. */
    private static Instant moment(LocalDate date, Duration sinceMidnight, ZoneId zone) {
        return date.plusDays(sinceMidnight.toDays())
                .atTime(LocalTime.ofSecondOfDay(sinceMidnight.toSeconds() % Duration.ofDays(1).toSeconds()))
                .atZone(zone).toInstant();
    }

    private record Span(Instant from, Instant to) {
    }
}
