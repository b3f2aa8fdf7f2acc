package io.orcastra.adapters.http;

import java.util.Optional;

/** What can be asked for by a POST. All that is asked for stands in its path: no body is read. */
@FunctionalInterface
public interface Requests {

    /**
     * Does what the path asks for, and returns when it is done or failed.
     *
     * @return the answer as JSON; empty when nothing can be asked for there
     */
    Optional<String> done(String path);
}
