package io.orcastra.adapters.docker.write;

import java.util.Set;

/** After a write something else had changed than what was meant. The write stands; somebody must look. */
public final class SpoiltWrite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpoiltWrite(SwarmObject object, Set<String> paths) {
        super("the engine changed more of " + object + " than was written: " + String.join(", ", paths)
                + ".\nMaybe this engine drops fields it does not know; compare docker inspect with your stack file.");
    }
}
