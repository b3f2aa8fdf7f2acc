package io.orcastra.adapters.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is behind the token. A path may have a page and a posting.
 *
 * @param pages    JSON by path, for {@code GET}; empty while there is nothing to tell
 * @param postings by path, for {@code POST}
 * @param requests asked first, for {@code POST} to any path
 */
public record Routes(Map<String, Supplier<Optional<String>>> pages, Map<String, Posting> postings, Requests requests) {
    /** Nothing but health and metrics. */
    public static final Routes NONE = new Routes(Map.of(), Map.of());

    public Routes {
        pages = Map.copyOf(pages);
        postings = Map.copyOf(postings);
    }

    /** Without requests of paths not known before. */
    public Routes(Map<String, Supplier<Optional<String>>> pages, Map<String, Posting> postings) {
        this(pages, postings, path -> Optional.empty());
    }

    /** Whether there is anything at that path. */
    boolean has(String path) {
        return pages.containsKey(path) || postings.containsKey(path);
    }
}
