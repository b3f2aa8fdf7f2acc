package io.orcastra.engine.recording;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads what a {@link ValueWriter} wrote, in the same order. Used by one thread. */
final class ValueReader {
    private final List<String> texts = new ArrayList<>();
    private final List<ReadShape> shapes = new ArrayList<>();
    private final List<Object> known = new ArrayList<>();
    private Instant base = Instant.EPOCH;
    private byte[] bytes = {};
    private int at;

    /** Goes on with these bytes. */
    void take(byte[] more) {
        bytes = more;
        at = 0;
    }

    Instant base() throws UnreadableRecording {
        Instant moment = moment();
        if (moment == null) {
            throw new UnreadableRecording("a moment is missing");
        }
        base = moment.truncatedTo(ChronoUnit.SECONDS);
        return moment;
    }

    int octet() throws UnreadableRecording {
        if (at >= bytes.length) {
            throw new UnreadableRecording("the bytes end too early");
        }
        return bytes[at++] & 0xFF;
    }

    long number() throws UnreadableRecording {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** Of things that take at least a byte each. */
    int count() throws UnreadableRecording {
        int count = index();
        if (count > bytes.length - at) {
            throw new UnreadableRecording("a count of " + count + " is beyond what follows");
        }
        return count;
    }

    /** A number told by an earlier part. */
    int index() throws UnreadableRecording {
        long value = unsigned();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnreadableRecording("a number of " + value + " is too large");
        }
        return (int) value;
    }

    String text() throws UnreadableRecording {
        int code = index();
        if (code == 0) {
            return null;
        }
        if (code > 1) {
            return one(texts, code - 2);
        }
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        texts.add(text);
        return text;
    }

    Instant moment() throws UnreadableRecording {
        int code = octet();
        try {
            return switch (code) {
                case 0 -> null;
                case 1 -> base.plusSeconds(number());
                case 2 -> base.plusMillis(number());
                case 3 -> base.plusNanos(number());
                default -> Instant.ofEpochSecond(number(), number());
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableRecording("a moment is beyond all time", e);
        }
    }

    Duration span() throws UnreadableRecording {
        int code = octet();
        try {
            return switch (code) {
                case 0 -> null;
                case 1 -> Duration.ofSeconds(number());
                case 2 -> Duration.ofMillis(number());
                case 3 -> Duration.ofNanos(number());
                default -> Duration.ofSeconds(number(), number());
            };
        } catch (ArithmeticException e) {
            throw new UnreadableRecording("a duration is beyond all time", e);
        }
    }

    /** Null also for a record of a type that is no more. */
    Object any() throws UnreadableRecording {
        int code = octet();
        if (code >= Tag.values().length) {
            throw new UnreadableRecording("tag " + code + " is unknown");
        }
        return switch (Tag.values()[code]) {
            case NOTHING -> null;
            case TEXT -> text();
            case INTEGER -> (int) number();
            case NUMBER -> number();
            case DECIMAL -> decimal();
            case FLAG -> octet() == 1;
            case MOMENT -> moment();
            case SPAN -> span();
            case LIST -> all(new ArrayList<>());
            case SET -> all(new HashSet<>());
            case MAP -> map();
            case RECORD -> record().value();
            case KNOWN_FROM_NOW_ON -> {
                Object value = record().value();
                known.add(value);
                yield value;
            }
            case KNOWN -> one(known, index());
        };
    }

    /** @param value null when the type is no more */
    record Read(ReadShape shape, Object[] values, Object value) {
    }

    Read record() throws UnreadableRecording {
        ReadShape shape = shape();
        Object[] values = new Object[shape.kinds().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(shape.kinds().get(i));
        }
        return new Read(shape, values, shape.make(values));
    }

    Read difference(Read before) throws UnreadableRecording {
        long changed = unsigned();
        Object[] values = before.values().clone();
        for (int i = 0; i < values.length; i++) {
            if ((changed & 1L << i) != 0) {
                Kind kind = before.shape().kinds().get(i);
                Object value = component(kind);
                values[i] = kind == Kind.NUMBER ? (Long) values[i] + (Long) value : value;
            }
        }
        return new Read(before.shape(), values, before.shape().make(values));
    }

    private ReadShape shape() throws UnreadableRecording {
        int number = index();
        if (number < shapes.size()) {
            return shapes.get(number);
        }
        String name = text();
        List<String> names = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            names.add(text());
            int kind = octet();
            if (kind >= Kind.values().length) {
                throw new UnreadableRecording(name + " has a component of unknown kind " + kind);
            }
            kinds.add(Kind.values()[kind]);
        }
        ReadShape shape = ReadShape.of(name == null ? "" : name, names, kinds);
        shapes.add(shape);
        return shape;
    }

    private Object component(Kind kind) throws UnreadableRecording {
        return switch (kind) {
            case NUMBER -> number();
            case DECIMAL -> decimal();
            case FLAG -> octet() == 1;
            case TEXT, CONSTANT -> text();
            case MOMENT -> moment();
            case SPAN -> span();
            case ANY -> any();
        };
    }

    private <T extends Collection<Object>> T all(T into) throws UnreadableRecording {
        for (int left = count(); left > 0; left--) {
            Object one = any();
            if (one != null) {
                into.add(one);
            }
        }
        return into;
    }

    private Map<Object, Object> map() throws UnreadableRecording {
        Map<Object, Object> map = new HashMap<>();
        for (int left = count(); left > 0; left--) {
            Object key = any();
            map.put(key, any());
        }
        return map;
    }

    private double decimal() throws UnreadableRecording {
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits = bits << 8 | octet();
        }
        return Double.longBitsToDouble(bits);
    }

    private long unsigned() throws UnreadableRecording {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new UnreadableRecording("a number does not end");
    }

    private static <T> T one(List<T> all, int number) throws UnreadableRecording {
        if (number >= all.size()) {
            throw new UnreadableRecording("number " + number + " was not told before");
        }
        return all.get(number);
    }
}
