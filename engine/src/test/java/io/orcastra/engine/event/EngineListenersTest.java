package io.orcastra.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EngineListenersTest {

    @Test
    @DisplayName("a listener that throws keeps neither the others nor the engine from going on")
    void oneThatThrows() {
        List<String> heard = new ArrayList<>();
        EngineListener broken = new EngineListener() {
            @Override
            public void observationFailed(String source, String reason) {
                throw new IllegalStateException("broken");
            }
        };
        EngineListener sound = new EngineListener() {
            @Override
            public void observationFailed(String source, String reason) {
                heard.add(source);
            }
        };

        EngineListener.all(List.of(broken, sound)).observationFailed("docker", "away");

        assertThat(heard).containsExactly("docker");
    }
}
