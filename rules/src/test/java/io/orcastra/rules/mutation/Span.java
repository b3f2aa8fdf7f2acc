package io.orcastra.rules.mutation;

import java.util.List;

/** A part of a text, from one character to behind another, without white space at its ends. */
record Span(int start, int end) {

    static Span of(String text, int start, int end) {
        String part = text.substring(start, end);
        int from = start + part.length() - part.stripLeading().length();
        return new Span(from, from + part.strip().length());
    }

    /** What has to go so that one of several goes, with what separates it from its neighbour. */
    static Span without(List<Span> spans, int index) {
        if (index + 1 < spans.size()) {
            return new Span(spans.get(index).start(), spans.get(index + 1).start());
        }
        return index == 0 ? spans.get(0) : new Span(spans.get(index - 1).end(), spans.get(index).end());
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
