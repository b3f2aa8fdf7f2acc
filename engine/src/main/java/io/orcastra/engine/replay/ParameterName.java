package io.orcastra.engine.replay;

import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.TextParameter;
import java.util.Optional;

/** Which parameter of which policy a value is of. */
public record ParameterName(String policy, String name) {

    /** Empty for any fact that is no value of a parameter. */
    public static Optional<ParameterName> of(Object fact) {
        if (fact instanceof TextParameter text) {
            return Optional.of(new ParameterName(text.policy(), text.name()));
        }
        if (fact instanceof NumberParameter number) {
            return Optional.of(new ParameterName(number.policy(), number.name()));
        }
        return fact instanceof SpanParameter span ? Optional.of(new ParameterName(span.policy(), span.name())) : Optional.empty();
    }
}
