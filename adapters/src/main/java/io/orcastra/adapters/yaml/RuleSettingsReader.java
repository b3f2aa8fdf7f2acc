package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.RuleSettings.Mention;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules} and {@code automation}. */
final class RuleSettingsReader {
    private static final String ID = "ORC-[A-Z]{3}-[0-9]{3}";
    private static final String ID_OR_POLICY = "ORC-[A-Z]{3}(-[0-9]{3})?";

    private final Map<String, Value> named = new HashMap<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Set<Object> facts = new LinkedHashSet<>();

    /** Facts of {@code report}, {@code ask}, {@code parameters} and {@code automation}, once {@link #read} has been called. */
    Set<Object> facts() {
        return facts;
    }

    RuleSettings read(Section root) {
        Section rules = root.section("rules");
        List<String> off = ids(rules, "off", ID, true);
        ids(rules, "report", ID_OR_POLICY, true).forEach(id -> facts.add(new RuleAutomation(id, AutomationLevel.REPORT)));
        ids(rules, "ask", ID_OR_POLICY, false).forEach(id -> facts.add(new RuleAutomation(id, AutomationLevel.ASK)));
        root.section("automation").section("services").entries().forEach(this::service);
        ParametersReader parameters = new ParametersReader(rules);
        facts.addAll(parameters.facts());
        return new RuleSettings(Set.copyOf(off), rules.number("blast_radius"), mentions, parameters.given());
    }

    private List<String> ids(Section rules, String key, String form, boolean silencing) {
        return rules.get(key).flatMap(Value::list).orElse(List.of()).stream()
                .flatMap(value -> id(value, form, silencing).stream()).distinct().toList();
    }

    private Optional<String> id(Value value, String form, boolean silencing) {
        Optional<String> id = value.text();
        if (id.isPresent() && !id.get().matches(form)) {
            return value.unexpected("the id of a rule", "Maybe write one of docs/rules.md, such as ORC-MEM-201.");
        }
        id.ifPresent(text -> mention(text, value, silencing));
        return id;
    }

    private void mention(String id, Value value, boolean silencing) {
        Value earlier = named.putIfAbsent(id, value);
        if (earlier != null) {
            value.error(id + " is named twice, first in " + earlier.path(), "Maybe leave it where it is meant: off comes to no "
                    + "conclusion, report only shows, ask waits for approval.");
            return;
        }
        mentions.add(new Mention(id, silencing, Written.at(value)));
    }

    private void service(Section.Entry entry) {
        Optional<AutomationLevel> level = entry.value().text().flatMap(text -> level(text, entry.value()));
        Optional<String> name = ServiceName.checked(entry.name(), entry.key());
        if (level.isPresent() && name.isPresent()) {
            facts.add(new ServiceAutomation(name.get(), level.get()));
        }
    }

    private static Optional<AutomationLevel> level(String text, Value place) {
        for (AutomationLevel level : AutomationLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(level);
            }
        }
        return place.unexpected("report, ask or automatic", "Maybe write " + place.name() + ": ask.");
    }
}
