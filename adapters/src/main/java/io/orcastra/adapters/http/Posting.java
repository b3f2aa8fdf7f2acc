package io.orcastra.adapters.http;

/** What a {@code POST} asks for. Answers soon: what takes time is only begun. */
public interface Posting {

    /** @param body of the request, at most 4 KiB; empty when there was none */
    Reply take(String body);
}
