package io.orcastra.rules.reading;

import java.util.Comparator;

/** Of reasons of one rule that stop at the same part, which has the least way to go: by what each rests on, to the end. */
final class Nearness {
    static final Comparator<Reason> NEAREST_FIRST = Nearness::compare;

    private Nearness() {
    }

    private static int compare(Reason one, Reason other) {
        if (one.because().isEmpty() || other.because().isEmpty()) {
            return Comparator.comparing((Reason reason) -> !(reason.cause() instanceof Cause.Lasting))
                    .thenComparing(reason -> reason.because().isEmpty())
                    .thenComparing(Nearness::gap).compare(one, other);
        }
        int progress = Double.compare(other.because().get().progress(), one.because().get().progress());
        return progress != 0 ? progress : compare(one.because().get(), other.because().get());
    }

    private static double gap(Reason reason) {
        return reason.cause() instanceof Cause.Mismatch mismatch ? Nearest.gap(mismatch.seen(), mismatch.wanted()) : 0;
    }
}
