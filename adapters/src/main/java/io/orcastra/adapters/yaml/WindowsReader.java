package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.Spelling;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code windows}: spans of time that come again every week. */
final class WindowsReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00");
    private static final Duration DAY = Duration.ofDays(1);

    private final Set<Object> facts = new LinkedHashSet<>();

    Set<Object> read(Section root) {
        root.section("windows").entries().forEach(this::window);
        return facts;
    }

    private void window(Section.Entry entry) {
        if (!NAME.matcher(entry.name()).matches()) {
            entry.key().error(Seen.quoted(entry.name()) + " cannot be the name of a window",
                    "Maybe write small letters, digits, - and _, such as quiet-hours.");
            return;
        }
        Value value = entry.value();
        if (value.isNull()) {
            entry.key().error(value.path() + " says nothing of when", "Maybe write from: \"02:00\" and to: \"04:00\".");
        } else if (value.isList()) {
            value.list().ifPresent(spans -> spans.forEach(span -> span.section().ifPresent(one -> span(entry.name(), one))));
        } else {
            value.section().ifPresent(one -> span(entry.name(), one));
        }
    }

    private void span(String window, Section span) {
        Optional<Duration> from = time(span, "from", Duration.ZERO);
        Optional<Duration> to = time(span, "to", DAY);
        Optional<String> zone = span.get("zone").map(WindowsReader::zone).orElse(Optional.of("UTC"));
        Set<DayOfWeek> days = span.get("days").map(WindowsReader::days).orElse(EnumSet.allOf(DayOfWeek.class));
        if (from.isPresent() && to.isPresent() && zone.isPresent()) {
            Duration end = to.get().compareTo(from.get()) > 0 ? to.get() : to.get().plus(DAY);
            days.forEach(day -> facts.add(new TimeWindow(window, day, from.get(), end, zone.get())));
        }
    }

    private static Optional<Duration> time(Section span, String key, Duration otherwise) {
        Optional<Value> value = span.get(key);
        return value.isEmpty() ? Optional.of(otherwise) : value.flatMap(written -> written.text()
                .flatMap(text -> time(text, written)));
    }

    private static Optional<Duration> time(String text, Value place) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return place.unexpected("a time of the day", "Maybe write \"06:30\", from 00:00 to 24:00.");
        }
        return Optional.of(matcher.group(1) == null ? DAY
                : Duration.ofHours(Long.parseLong(matcher.group(1))).plusMinutes(Long.parseLong(matcher.group(2))));
    }

    private static Optional<String> zone(Value value) {
        return value.text().flatMap(name -> {
            if (ZoneId.getAvailableZoneIds().contains(name)) {
                return Optional.of(name);
            }
            return value.unexpected("a time zone", Spelling.nearest(name, ZoneId.getAvailableZoneIds())
                    .map(near -> "Maybe you meant " + near + ".").orElse("Maybe write Europe/Berlin, or UTC."));
        });
    }

    private static Set<DayOfWeek> days(Value value) {
        List<DayOfWeek> days = new ArrayList<>();
        value.list().flatMap(items -> items.isEmpty()
                ? value.<List<Value>>unexpected("a list of days of the week", "Maybe leave days out, for all of them.")
                : Optional.of(items)).orElse(List.of()).forEach(item -> item.text().flatMap(text -> day(text, item)).ifPresent(days::add));
        return new LinkedHashSet<>(days);
    }

    private static Optional<DayOfWeek> day(String text, Value place) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (text.length() >= 3 && name.startsWith(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(day);
            }
        }
        return place.unexpected("a day of the week", "Maybe write mon, tue, wed, thu, fri, sat or sun.");
    }
}
