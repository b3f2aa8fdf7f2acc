package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order the parts of a condition are looked at for one subject: settings first, then the services and nodes that
 * settings name, then what is known to be about the subject, then everything else as it stands in the rule. Which matches
 * there are does not depend on it; where a rule stops does.
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
        List<Element> named = named(settings, others);
        others.removeAll(named);
        settings.addAll(named);
        settings.addAll(known);
        settings.addAll(others);
        return settings;
    }

    /** What is looked at after them is joined by their ids, else it would be asked about any. */
    private static List<Element> named(List<Element> settings, List<Element> others) {
        Set<String> names = new HashSet<>();
        settings.forEach(setting -> ((Element.FactPattern) setting).constraints().forEach(constraint -> {
            names.add(constraint.binds());
            names.add(constraint.join());
        }));
        names.remove(null);
        return others.stream().filter(element -> element instanceof Element.FactPattern pattern
                && Focus.KEYED.contains(pattern.type())
                && pattern.constraints().stream().anyMatch(constraint -> names.contains(constraint.join()))).toList();
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
