package io.orcastra.engine.memory;

import io.orcastra.engine.record.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One fact that rules conclude, the reasons it has now, and how often the session holds it. Equal to itself only. */
final class Conclusion {
    private static final Comparator<Evidence> FIRST_RULE = Comparator.comparing(Evidence::rule)
            .thenComparing(one -> one.facts().toString());

    private final Object fact;
    private final List<Evidence> reasons = new ArrayList<>(1);
    private String text;
    private int handles;

    Conclusion(Object fact) {
        this.fact = fact;
    }

    Object fact() {
        return fact;
    }

    /** Tells it apart from all others, and puts them in an order. */
    String text() {
        if (text == null) {
            text = fact + " " + fact.getClass().getName();
        }
        return text;
    }

    /** @return whether it was not held before */
    boolean held() {
        return ++handles == 1;
    }

    /** @return whether it is held no more */
    boolean released() {
        return --handles <= 0;
    }

    /** @return whether the reason is a new one */
    boolean justify(Evidence why) {
        if (reasons.stream().anyMatch(one -> same(one, why))) {
            return false;
        }
        return reasons.add(why);
    }

    /** @return the reasons that rested on this very fact; they are none any more */
    List<Evidence> withdraw(Object matched) {
        List<Evidence> broken = reasons.stream().filter(one -> rests(one, matched)).toList();
        if (!broken.isEmpty()) {
            reasons.removeIf(one -> rests(one, matched));
        }
        return broken;
    }

    /** @return the reasons it had */
    List<Evidence> withdrawAll() {
        List<Evidence> all = List.copyOf(reasons);
        reasons.clear();
        return all;
    }

    /** Neither held nor justified. */
    boolean forgotten() {
        return handles <= 0 && reasons.isEmpty();
    }

    boolean restsOn(Object matched) {
        return reasons.stream().anyMatch(one -> rests(one, matched));
    }

    /** The reason of the first rule; none while the fact is not held. */
    Optional<Evidence> best() {
        if (handles == 0 || reasons.isEmpty()) {
            return Optional.empty();
        }
        return reasons.size() == 1 ? Optional.of(reasons.get(0)) : reasons.stream().min(FIRST_RULE);
    }

    private static boolean rests(Evidence reason, Object matched) {
        for (Object one : reason.facts()) {
            if (one == matched) {
                return true;
            }
        }
        return false;
    }

    /** Of one rule and the very same facts; what a rule collected on the way is compared as values. */
    private static boolean same(Evidence one, Evidence other) {
        if (!one.rule().equals(other.rule()) || one.facts().size() != other.facts().size()) {
            return false;
        }
        for (int i = 0; i < one.facts().size(); i++) {
            Object mine = one.facts().get(i);
            Object theirs = other.facts().get(i);
            if (mine != theirs && (mine instanceof Record || !mine.equals(theirs))) {
                return false;
            }
        }
        return true;
    }
}
