package io.orcastra.engine.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Values as bytes. Each text and each shape of a record is written once and told by its number from then on, so bytes
 * can only be read after all that were taken before them. Used by one thread.
 */
final class ValueWriter {
    private static final int SECONDS = 1;
    private static final int MILLIS = 2;
    private static final int NANOS = 3;
    private static final int FAR = 4;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final UnaryOperator<Object> masking;
    private final UnaryOperator<String> redaction;
    private final Set<Class<?>> repeated;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Class<?>, Shape> shapes = new HashMap<>();
    private final Map<Object, Integer> known = new HashMap<>();
    private Instant base = Instant.EPOCH;

    /**
     * @param masking   applied to each record that is part of another
     * @param redaction applied to each text before it is written
     * @param repeated  types whose records come again and again as parts of others
     */
    ValueWriter(UnaryOperator<Object> masking, UnaryOperator<String> redaction, Set<Class<?>> repeated) {
        this.masking = masking;
        this.redaction = redaction;
        this.repeated = Set.copyOf(repeated);
    }

    /** Moments from now on are told by their distance to this one. */
    void base(Instant moment) {
        moment(moment);
        base = moment.truncatedTo(ChronoUnit.SECONDS);
    }

    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    void octet(int value) {
        bytes.write(value);
    }

    /** Any number; those near zero are short. */
    void number(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    void count(int value) {
        unsigned(value);
    }

    void text(String value) {
        if (value == null) {
            count(0);
            return;
        }
        Integer before = texts.putIfAbsent(value, texts.size());
        if (before != null) {
            count(before + 2);
            return;
        }
        count(1);
        byte[] utf8 = redaction.apply(value).getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        bytes.writeBytes(utf8);
    }

    void moment(Instant value) {
        if (value == null) {
            octet(0);
            return;
        }
        Duration distance = Duration.between(base, value);
        if (Math.abs(distance.getSeconds()) > Integer.MAX_VALUE) {
            far(value.getEpochSecond(), value.getNano());
        } else {
            near(distance.toNanos());
        }
    }

    void span(Duration value) {
        if (value == null) {
            octet(0);
        } else if (Math.abs(value.getSeconds()) > Integer.MAX_VALUE) {
            far(value.getSeconds(), value.getNano());
        } else {
            near(value.toNanos());
        }
    }

    void any(Object value) {
        if (value == null) {
            tag(Tag.NOTHING);
        } else if (value instanceof Record) {
            nested(value);
        } else if (value instanceof Collection<?> all) {
            tag(value instanceof List<?> ? Tag.LIST : Tag.SET);
            count(all.size());
            all.forEach(this::any);
        } else if (value instanceof Map<?, ?> map) {
            tag(Tag.MAP);
            count(map.size());
            map.forEach((key, of) -> {
                any(key);
                any(of);
            });
        } else {
            single(value);
        }
    }

    /** All of a record, its type first. */
    void record(Object value) {
        Shape shape = shape(value.getClass());
        Object[] values = shape.values(value);
        for (int i = 0; i < values.length; i++) {
            component(shape.kinds().get(i), values[i]);
        }
    }

    /** What of a record differs from one of the same type. */
    void difference(Object before, Object now) {
        Shape shape = shapes.get(now.getClass());
        Object[] old = shape.values(before);
        Object[] values = shape.values(now);
        long changed = 0;
        for (int i = 0; i < values.length; i++) {
            changed |= Objects.equals(old[i], values[i]) ? 0 : 1L << i;
        }
        unsigned(changed);
        for (int i = 0; i < values.length; i++) {
            if ((changed & 1L << i) != 0) {
                boolean number = shape.kinds().get(i) == Kind.NUMBER;
                component(shape.kinds().get(i), number
                        ? (Object) (((Number) values[i]).longValue() - ((Number) old[i]).longValue()) : values[i]);
            }
        }
    }

    private Shape shape(Class<?> type) {
        Shape known = shapes.get(type);
        if (known != null) {
            count(known.number());
            return known;
        }
        Shape shape = Shape.of(type, shapes.size());
        shapes.put(type, shape);
        count(shape.number());
        text(shape.name());
        count(shape.kinds().size());
        for (int i = 0; i < shape.kinds().size(); i++) {
            text(shape.components().get(i).getName());
            octet(shape.kinds().get(i).ordinal());
        }
        return shape;
    }

    private void component(Kind kind, Object value) {
        switch (kind) {
            case NUMBER -> number(((Number) value).longValue());
            case DECIMAL -> decimal((Double) value);
            case FLAG -> octet((Boolean) value ? 1 : 0);
            case TEXT -> text((String) value);
            case CONSTANT -> text(value == null ? null : ((Enum<?>) value).name());
            case MOMENT -> moment((Instant) value);
            case SPAN -> span((Duration) value);
            default -> any(value);
        }
    }

    private void nested(Object value) {
        Integer before = known.get(value);
        if (before != null) {
            tag(Tag.KNOWN);
            count(before);
            return;
        }
        boolean again = repeated.contains(value.getClass());
        tag(again ? Tag.KNOWN_FROM_NOW_ON : Tag.RECORD);
        record(masking.apply(value));
        if (again) {
            known.put(value, known.size());
        }
    }

    private void single(Object value) {
        if (value instanceof String text) {
            tag(Tag.TEXT);
            text(text);
        } else if (value instanceof Integer || value instanceof Long) {
            tag(value instanceof Integer ? Tag.INTEGER : Tag.NUMBER);
            number(((Number) value).longValue());
        } else if (value instanceof Double decimal) {
            tag(Tag.DECIMAL);
            decimal(decimal);
        } else if (value instanceof Boolean flag) {
            tag(Tag.FLAG);
            octet(flag ? 1 : 0);
        } else if (value instanceof Instant moment) {
            tag(Tag.MOMENT);
            moment(moment);
        } else if (value instanceof Duration span) {
            tag(Tag.SPAN);
            span(span);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be recorded");
        }
    }

    private void near(long nanos) {
        if (nanos % NANOS_PER_SECOND == 0) {
            octet(SECONDS);
            number(nanos / NANOS_PER_SECOND);
        } else if (nanos % NANOS_PER_MILLI == 0) {
            octet(MILLIS);
            number(nanos / NANOS_PER_MILLI);
        } else {
            octet(NANOS);
            number(nanos);
        }
    }

    private void far(long seconds, int nanos) {
        octet(FAR);
        number(seconds);
        number(nanos);
    }

    private void decimal(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (bits >>> shift));
        }
    }

    private void tag(Tag tag) {
        octet(tag.ordinal());
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }
}
