package io.orcastra.adapters.reload;

import java.util.List;

/** Refusals for tests of whoever is told of them. */
public final class Refusals {
    private Refusals() {
    }

    public static Refusal passing() {
        return new Passing("the machine has too much to do");
    }

    public static Refusal daemonEnds() {
        return new DaemonEnds();
    }

    public static Refusal forGood() {
        return new Refusal("a scenario fails", List.of("mine_test.yml:7:3: expected otherwise"));
    }
}
