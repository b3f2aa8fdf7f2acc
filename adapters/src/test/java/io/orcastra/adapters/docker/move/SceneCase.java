package io.orcastra.adapters.docker.move;

import io.orcastra.lab.SwarmLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of actions on a lab: a new scene for each, closed after it. */
abstract class SceneCase {

    Scene scene;

    @BeforeEach
    final void open(SwarmLab lab) {
        scene = new Scene(lab);
    }

    @AfterEach
    final void close() {
        scene.close();
    }
}
