package io.orcastra.adapters.mods;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orcastra.adapters.docker.api.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands out tokens as the servers of ghcr.io and Docker Hub do: to anybody for repositories that begin with {@code public/}, to
 * whoever has the password or the identity token for all.
 */
final class TokenServer implements AutoCloseable {
    static final String SERVICE = "little";
    static final String ISSUER = "issuer";
    static final String IDENTITY = "identity-0123456789";

    private final HttpServer server;
    private final Path authority;
    private final String certificate;
    private final PrivateKey key;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TokenServer(Path folder) throws Exception {
        Path files = new TestCertificates().client(folder.resolve("tokens"));
        authority = files.resolve("ca.pem");
        certificate = base64(files.resolve("cert.pem"));
        key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(
                Base64.getDecoder().decode(base64(files.resolve("key.pem")))));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** A file with the certificate its tokens are judged by. */
    Path authority() {
        return authority;
    }

    /** What was asked for and how, such as {@code GET repository:a/b:pull}. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean form = exchange.getRequestMethod().equals("POST");
        Map<String, String> question = parameters(form
                ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : exchange.getRequestURI().getRawQuery());
        String scope = question.getOrDefault("scope", "");
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestMethod() + " " + scope);
        boolean known = form ? IDENTITY.equals(question.get("refresh_token")) : RealRegistry.LOGIN.basic().equals(header);
        if (!SERVICE.equals(question.get("service")) || header != null && !known || form && !known) {
            exchange.sendResponseHeaders(401, -1);
        } else {
            boolean allowed = known || scope.startsWith("repository:public/");
            byte[] body = ("{\"" + (form ? "access_token" : "token") + "\": \"" + token(allowed ? scope : "") + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String token(String scope) {
        String[] parts = scope.split(":");
        String access = scope.isEmpty() ? ""
                : "{\"type\":\"" + parts[0] + "\",\"name\":\"" + parts[1] + "\",\"actions\":[\"" + parts[2] + "\"]}";
        long now = Instant.now().getEpochSecond();
        String text = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\"" + certificate + "\"]}") + "."
                + encoded("{\"iss\":\"" + ISSUER + "\",\"sub\":\"\",\"aud\":\"" + SERVICE + "\",\"exp\":" + (now + 300) + ",\"nbf\":"
                + (now - 300) + ",\"iat\":" + now + ",\"jti\":\"1\",\"access\":[" + access + "]}");
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> all = new HashMap<>();
        for (String one : query.split("&")) {
            all.put(one.replaceFirst("=.*", ""), URLDecoder.decode(one.replaceFirst("^[^=]*=", ""), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String base64(Path pem) throws IOException {
        return Files.readString(pem).replaceAll("-----[^-]+-----|\\s", "");
    }
}
