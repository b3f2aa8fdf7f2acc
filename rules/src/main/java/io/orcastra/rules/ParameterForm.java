package io.orcastra.rules;

import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.TextParameter;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rule takes the value of a parameter for; a value that is none of it is no fact of that type. */
public enum ParameterForm {
    TEXT(TextParameter.class, "text", "shop_web"),
    NUMBER(NumberParameter.class, "a number or a size", "7 GiB"),
    SPAN(SpanParameter.class, "a span of time", "1h 30m");

    private final Class<?> fact;
    private final String words;
    private final String example;

    ParameterForm(Class<?> fact, String words, String example) {
        this.fact = fact;
        this.words = words;
        this.example = example;
    }

    /** The one whose facts have that simple name. */
    public static Optional<ParameterForm> ofFact(String type) {
        return Stream.of(values()).filter(form -> form.fact.getSimpleName().equals(type)).findFirst();
    }

    /** Such as {@code a span of time}. */
    public String words() {
        return words;
    }

    /** A value of that form. */
    public String example() {
        return example;
    }
}
