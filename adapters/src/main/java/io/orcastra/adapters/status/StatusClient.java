package io.orcastra.adapters.status;

import java.io.IOException;

/** A way to a daemon's pages. Every call ends within ten seconds. */
interface StatusClient {

    Answer get(String path) throws IOException;

    /** As messages name it. */
    String address();

    /** What to do when nobody answers; begins with {@code Maybe}. */
    String advice();

    record Answer(int status, String body) {
    }
}
