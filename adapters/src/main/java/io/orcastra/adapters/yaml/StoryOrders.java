package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.OrderText.NoOrder;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.LabelsWithdrawn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What operators order in a scenario, as facts that stand all the time. */
final class StoryOrders {

    private StoryOrders() {
    }

    static Set<Object> read(Section root, Configuration configuration) {
        Set<Object> facts = new HashSet<>();
        for (Value entry : root.get("orders").flatMap(Value::list).orElse(List.of())) {
            try {
                OrderText text = OrderText.of(entry.text().orElse(""), configuration.anchors());
                facts.add(switch (text.command()) {
                    case PAUSE_DEPENDENTS -> new DependentsPaused();
                    case REMOVE_ALL_LABELS -> new LabelsWithdrawn();
                    default -> text.order("order-" + facts.size());
                });
            } catch (NoOrder no) {
                entry.error(no.getMessage(), no.advice());
            }
        }
        return facts;
    }
}
