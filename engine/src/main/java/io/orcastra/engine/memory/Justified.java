package io.orcastra.engine.memory;

import io.orcastra.engine.record.Evidence;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What rules concluded and why, brought up to date by differences: what nothing touched since the last look is not
 * looked at again. Facts that reasons rest on are told apart as the session does, by identity: of two equal ones each
 * holds by itself, and no large fact is hashed for each of the thousands that rest on it. Used by one thread.
 */
final class Justified {
    private final Map<Object, Conclusion> conclusions = new HashMap<>();
    /** By its text, which is made once, and its type. */
    private final Map<String, Object> concluded = new TreeMap<>();
    private final Map<Object, Evidence> best = new HashMap<>();
    private final Map<Object, Set<Conclusion>> restingOn = new IdentityHashMap<>();
    private final Set<Conclusion> touched = new HashSet<>();

    /** Once for each time the session holds it. */
    void conclude(Object fact) {
        Conclusion conclusion = of(fact);
        if (conclusion.held()) {
            concluded.put(conclusion.text(), fact);
            touched.add(conclusion);
        }
    }

    void justify(Object fact, Evidence why) {
        Conclusion conclusion = of(fact);
        if (conclusion.justify(why)) {
            for (Object matched : why.facts()) {
                if (matched instanceof Record) {
                    restingOn.computeIfAbsent(matched, none -> new HashSet<>(2)).add(conclusion);
                }
            }
            touched.add(conclusion);
        }
    }

    /** The fact is not concluded any more, or once less. */
    void forget(Object fact) {
        Conclusion conclusion = conclusions.get(fact);
        if (conclusion != null && conclusion.released()) {
            conclusions.remove(fact);
            concluded.remove(conclusion.text());
            best.remove(fact);
            touched.remove(conclusion);
            conclusion.withdrawAll().forEach(reason -> release(conclusion, reason));
        }
    }

    /** This very fact is there no more: no reason that rests on it holds. */
    void gone(Object fact) {
        Set<Conclusion> resting = restingOn.remove(fact);
        if (resting != null) {
            for (Conclusion conclusion : resting) {
                conclusion.withdraw(fact).forEach(reason -> release(conclusion, reason));
                touched.add(conclusion);
                if (conclusion.forgotten()) {
                    conclusions.remove(conclusion.fact());
                }
            }
        }
    }

    /** In a stable order. */
    Collection<Object> concluded() {
        return Collections.unmodifiableCollection(concluded.values());
    }

    /** Of each conclusion the evidence of the first rule that still holds. */
    Map<Object, Evidence> evidence() {
        for (Conclusion conclusion : touched) {
            conclusion.best().ifPresentOrElse(
                    reason -> best.put(conclusion.fact(), reason), () -> best.remove(conclusion.fact()));
        }
        touched.clear();
        return Collections.unmodifiableMap(best);
    }

    private Conclusion of(Object fact) {
        return conclusions.computeIfAbsent(fact, Conclusion::new);
    }

    /** The conclusion does not rest on these facts any more, unless for another reason. */
    private void release(Conclusion conclusion, Evidence former) {
        for (Object matched : former.facts()) {
            Set<Conclusion> resting = restingOn.get(matched);
            if (resting != null && !conclusion.restsOn(matched) && resting.remove(conclusion) && resting.isEmpty()) {
                restingOn.remove(matched);
            }
        }
    }
}
