package io.orcastra.rules.reading;

import io.orcastra.facts.control.Timer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the condition of a rule stops. Values are as the rule sees them: ids, amounts in the units of the facts. */
public sealed interface Cause {

    /** The whole condition holds. */
    record Holds() implements Cause {
    }

    /**
     * There is no such fact.
     *
     * @param keys by field, what tells which fact is meant; empty when any would do
     * @param also what else the rule asks of it, as it stands there
     */
    record Missing(Class<?> type, Map<String, Object> keys, List<String> also) implements Cause {
        public Missing {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(keys)));
            also = List.copyOf(also);
        }
    }

    /**
     * There is the fact, and one of its fields is not as the rule asks.
     *
     * @param field   a field of the fact, a path from it, or what is computed of them
     * @param measure the field that tells the unit of the values; empty when none does
     * @param seen    null where the fact says nothing or is of another kind
     * @param wanted  one value, or several for {@code in}
     */
    record Mismatch(Object fact, String field, String measure, Object seen, Operator operator, List<Object> wanted)
            implements Cause {
    }

    /** There is what must not be: these facts together. */
    record Blocked(List<Object> facts) implements Cause {
        public Blocked {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What the rule counts or sums up is not as it asks.
     *
     * @param what    type of the facts that are summed up
     * @param figure  what it is that they come to, such as {@code sum of workingSetBytes}; empty for their number
     * @param measure the field that tells the unit of the values; empty when none does
     */
    record Unmet(String what, String figure, String measure, Object seen, Operator operator, Object wanted) implements Cause {
    }

    /** Everything holds, and has to go on for as long as the timer says. */
    record Lasting(Timer timer) implements Cause {
    }
}
