package io.orcastra.adapters.demo;

import io.orcastra.engine.simulation.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * A swarm, what befalls it, and the words that go with it.
 *
 * @param length   in the swarm's time
 * @param speed    seconds of the swarm's time in a second of the reader's
 * @param passages in the order of their time
 */
public record Story(String title, Duration length, int speed, Scenario scenario, List<Passage> passages) {

    public Story {
        passages = List.copyOf(passages);
    }

    /**
     * What is said at one moment, right before what happens then.
     *
     * @param chapter heading of what follows; empty when it goes on as before
     * @param words   empty for none
     */
    public record Passage(Duration after, String chapter, String words) {
    }

    /** How many headings there are. */
    public int chapters() {
        return (int) passages.stream().filter(passage -> !passage.chapter().isEmpty()).count();
    }
}
