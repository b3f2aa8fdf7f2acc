package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.orcastra.rules.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the reader of JSON found wrong, in words of the document: its own speak of classes that no user of a snapshot knows.
 *
 * @param what   with the path of the value and what was seen there
 * @param advice begins with {@code Maybe}
 */
record WhatIsWrong(String what, String advice) {
    private static final String EDITED =
            "Maybe it was edited by hand or written by another version: take the snapshot again with this one.";
    private static final String OTHER = "Maybe the file is not a snapshot, or was cut short: take it again with 'orcastra snapshot FILE'.";
    private static final Pattern ABSENT = Pattern.compile("(?s)Missing (?:required )?creator property '(\\w+)'.*");
    private static final Pattern NULL = Pattern.compile("(?s)Null value for creator property '(\\w+)'.*");
    private static final Pattern TOO_LARGE = Pattern.compile("(?s)Numeric value \\((.*?)\\) out of range.*");
    private static final Pattern LETTER = Pattern.compile("(?s)(?:Unexpected|Illegal) character \\(+'?(.)'?.*");
    private static final Pattern WORD = Pattern.compile("(?s)Unrecognized token '(.*?)'.*");
    private static final Pattern SEEN = Pattern.compile("from (Array|Object|String|Boolean|Null|Integer|Floating-point)");
    private static final int LONGEST = 60;

    static WhatIsWrong with(JsonProcessingException reason, String within) {
        if (reason instanceof StreamConstraintsException || reason.getCause() instanceof StreamConstraintsException) {
            return new WhatIsWrong("a text or a number is too long here, or lists and objects lie too deep in one another",
                    "Maybe this is another file than a snapshot.");
        }
        if (reason instanceof JsonMappingException mapping && mapping.getCause() instanceof StreamReadException unread) {
            return with(unread, within);
        }
        if (reason instanceof JsonMappingException mapping) {
            return mapped(mapping, path(within, mapping));
        }
        Matcher large = TOO_LARGE.matcher(reason.getOriginalMessage());
        return large.matches() ? new WhatIsWrong(here(reason) + " is " + large.group(1) + ", which is too large a number", EDITED)
                : new WhatIsWrong(malformed(reason), OTHER);
    }

    private static String malformed(JsonProcessingException reason) {
        if (reason instanceof JsonEOFException) {
            return "the document ends here, in the middle of " + here(reason);
        }
        Matcher word = WORD.matcher(reason.getOriginalMessage());
        if (word.matches()) {
            return shown(word.group(1)) + " is no JSON";
        }
        Matcher letter = LETTER.matcher(reason.getOriginalMessage());
        return letter.matches() ? shown(letter.group(1)) + " cannot stand here, in " + here(reason)
                : "this is no JSON, in " + here(reason);
    }

    private static WhatIsWrong mapped(JsonMappingException reason, String path) {
        String said = reason.getOriginalMessage();
        Matcher absent = ABSENT.matcher(said);
        if (absent.matches()) {
            return new WhatIsWrong(below(path, absent.group(1)) + " is missing", path.contains(".") ? EDITED : OTHER);
        }
        Matcher empty = NULL.matcher(said);
        if (empty.matches()) {
            return new WhatIsWrong(below(path, empty.group(1)) + " is null", EDITED);
        }
        Matcher large = TOO_LARGE.matcher(said);
        if (large.matches()) {
            return new WhatIsWrong(named(path) + " is " + large.group(1) + ", which is too large a number", EDITED);
        }
        if (said.startsWith("Trailing token")) {
            return new WhatIsWrong("the document goes on behind its end", OTHER);
        }
        if (reason instanceof MismatchedInputException mismatch) {
            return mismatched(mismatch, path);
        }
        return reason.getClass() == JsonMappingException.class ? new WhatIsWrong(said, EDITED)
                : new WhatIsWrong(named(path) + " cannot be what stands here", EDITED);
    }

    private static WhatIsWrong mismatched(MismatchedInputException reason, String path) {
        Class<?> wanted = reason.getTargetType();
        String seen = reason instanceof InvalidFormatException format ? shown(String.valueOf(format.getValue())) : seen(reason);
        String is = named(path) + " is " + seen + "; it is " + kind(wanted);
        Optional<String> near = wanted != null && wanted.isEnum() && reason instanceof InvalidFormatException format
                ? Spelling.nearest(String.valueOf(format.getValue()), constants(wanted)) : Optional.empty();
        return new WhatIsWrong(is, near.map(one -> "Maybe you meant " + one + ".").orElse(path.isEmpty() ? OTHER : EDITED));
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
    }

    private static String seen(MismatchedInputException reason) {
        Matcher kind = SEEN.matcher(reason.getOriginalMessage());
        return !kind.find() ? "something else" : switch (kind.group(1)) {
            case "Array" -> "a list";
            case "Object" -> "an object";
            case "String" -> "a text";
            case "Boolean" -> "true or false";
            case "Null" -> "null";
            default -> "a number";
        };
    }

    private static String kind(Class<?> type) {
        if (type == null || type == Object.class) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (type == Instant.class) {
            return "a moment such as 2026-11-20T12:00:00Z";
        }
        if (type == Duration.class) {
            return "a length of time such as PT30S";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return type == String.class ? "a text" : Collection.class.isAssignableFrom(type) ? "a list"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object of names and values" : "an object";
    }

    private static String shown(String value) {
        String cut = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        return "\"" + cut.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private static String named(String path) {
        return path.isEmpty() ? "the document" : path;
    }

    private static String below(String path, String name) {
        return path.isEmpty() || path.equals(name) ? name : path.endsWith("." + name) ? path : path + "." + name;
    }

    /** As in {@code facts.Node[1].status}. */
    private static String path(String within, JsonMappingException reason) {
        String inner = reason.getPath().stream()
                .map(one -> one.getFieldName() == null ? "[" + one.getIndex() + "]" : "." + one.getFieldName())
                .collect(Collectors.joining());
        return within.isEmpty() && inner.startsWith(".") ? inner.substring(1) : within + inner;
    }

    /** Where a reader of a text stands. */
    private static String here(JsonProcessingException reason) {
        String pointer = reason.getProcessor() instanceof JsonParser parser ? parser.getParsingContext().pathAsPointer().toString() : "";
        return named(dotted(pointer));
    }

    /** {@code /daemon/history/3} as {@code daemon.history[3]}. */
    static String dotted(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
