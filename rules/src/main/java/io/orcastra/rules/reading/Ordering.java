package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * In which order the parts of a condition are looked at for one subject: settings first, then what is known to be about the
 * subject, then everything else as it stands in the rule. Which matches there are does not depend on it; where a rule
 * stops does.
 */
record Ordering(Map<String, Object> pins) {

    List<Element> of(List<Element> elements) {
        List<Element> settings = new ArrayList<>();
        List<Element> known = new ArrayList<>();
        List<Element> others = new ArrayList<>();
        for (Element element : elements) {
            if (!(element instanceof Element.FactPattern pattern) || !isKnown(pattern)) {
                others.add(element);
            } else if (pattern.type().getPackageName().endsWith(".policy")) {
                settings.add(element);
            } else if (isPinned(pattern)) {
                known.add(element);
            } else {
                others.add(element);
            }
        }
        settings.addAll(known);
        settings.addAll(others);
        return settings;
    }

    /** Nothing before it has to be known but what is asked about. */
    private boolean isKnown(Element.FactPattern pattern) {
        return pattern.constraints().stream().allMatch(constraint -> constraint.left().isKnown(pins)
                && (constraint.join() != null || constraint.right().stream().allMatch(operand -> operand.isKnown(pins))));
    }

    private boolean isPinned(Element.FactPattern pattern) {
        return pattern.variable() != null && pins.keySet().stream().anyMatch(pin -> pin.equals(pattern.variable())
                || pin.startsWith(pattern.variable() + "."))
                || pattern.constraints().stream().anyMatch(constraint -> pins.containsKey(constraint.binds())
                || pins.containsKey(constraint.join()));
    }
}
