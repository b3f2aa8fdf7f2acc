package io.orcastra.adapters.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is behind the token. A path may have a page and a posting.
 *
 * @param pages    JSON by path, for {@code GET}; empty while there is nothing to tell
 * @param postings by path, for {@code POST}
 */
public record Routes(Map<String, Supplier<Optional<String>>> pages, Map<String, Posting> postings) {
    public Routes {
        pages = Map.copyOf(pages);
        postings = Map.copyOf(postings);
    }

    /** Whether there is anything at that path. */
    boolean has(String path) {
        return pages.containsKey(path) || postings.containsKey(path);
    }
}
