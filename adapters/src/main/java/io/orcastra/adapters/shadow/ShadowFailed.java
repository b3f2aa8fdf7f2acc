package io.orcastra.adapters.shadow;

import java.util.List;

/** A candidate does not judge any more, or never did. */
final class ShadowFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    ShadowFailed(String reason, List<String> problems) {
        super(reason);
        this.problems = List.copyOf(problems);
    }

    static ShadowFailed of(ShadowAnswer.Refused refused) {
        return new ShadowFailed(refused.reason(), refused.problems());
    }

    List<String> problems() {
        return problems;
    }
}
