package io.orcastra.adapters.status;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** By HTTP, with the token. */
record UrlClient(URI base, Optional<String> token) implements StatusClient {
    private static final int TIMEOUT_MILLIS = 10_000;

    @Override
    public Answer get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        try {
            int status = connection.getResponseCode();
            InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public String address() {
        return base.toString();
    }

    @Override
    public String advice() {
        return "Maybe the address is wrong, or HTTP_ADDRESS of the daemon does not let others in.";
    }
}
