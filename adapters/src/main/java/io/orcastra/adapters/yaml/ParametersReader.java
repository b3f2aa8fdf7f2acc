package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.GivenParameters.Given;
import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.SpanParameter;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.rules.ParameterForm;
import io.orcastra.rules.ReadParameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules.parameters}: values that the operator gives to policies of their own. */
final class ParametersReader {
    private final Set<Object> facts = new LinkedHashSet<>();
    private final List<Given> given = new ArrayList<>();

    ParametersReader(Section rules) {
        rules.section("parameters").entries().forEach(this::policy);
    }

    Set<Object> facts() {
        return facts;
    }

    GivenParameters given() {
        return new GivenParameters(given);
    }

    private void policy(Section.Entry entry) {
        if (!ReadParameter.isPolicy(entry.name())) {
            entry.key().error(Seen.quoted(entry.name()) + " cannot be the name of a policy",
                    "Maybe write the name of its file without .drl, such as size-labels.");
        } else if (!entry.value().isNull()) {
            entry.value().section().ifPresent(parameters -> parameters.entries().forEach(one -> parameter(entry.name(), one)));
        }
    }

    private void parameter(String policy, Section.Entry entry) {
        if (!ReadParameter.isName(entry.name())) {
            entry.key().error(Seen.quoted(entry.name()) + " cannot be the name of a parameter",
                    "Maybe write small letters, digits and _, such as least_memory.");
            return;
        }
        Value value = entry.value();
        List<Value> values = value.isList() ? value.list().orElse(List.of()) : List.of(value);
        EnumSet<ParameterForm> forms = EnumSet.of(ParameterForm.TEXT, ParameterForm.NUMBER, ParameterForm.SPAN);
        values.forEach(one -> text(one).ifPresent(text -> forms.retainAll(add(policy, entry.name(), text))));
        if (values.isEmpty() && value.isList()) {
            value.unexpected("a list of values", "Maybe leave it out, or write [web, api].");
        } else if (!values.isEmpty()) {
            given.add(new Given(policy, entry.name(), forms, Written.at(entry.key())));
        }
    }

    /** The value in all its forms, which are returned. */
    private Set<ParameterForm> add(String policy, String name, String text) {
        EnumSet<ParameterForm> forms = EnumSet.of(ParameterForm.TEXT);
        facts.add(new TextParameter(policy, name, text));
        Amounts.number(text).ifPresent(number -> {
            forms.add(ParameterForm.NUMBER);
            facts.add(new NumberParameter(policy, name, text, number));
        });
        Amounts.span(text).ifPresent(span -> {
            forms.add(ParameterForm.SPAN);
            facts.add(new SpanParameter(policy, name, text, span));
        });
        return forms;
    }

    private static Optional<String> text(Value value) {
        return value.isNull() || value.isMapping() || value.isList()
                ? value.unexpected("a number, a size, a span of time or text", "Maybe write 7 GiB, 90s, 3, or [web, api] for several.")
                : value.text();
    }
}
