package io.orcastra.adapters.mods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tokens of one image's registry, asked for without credentials where the registry says; for one thread. */
final class RegistryTokens implements Tokens {
    private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
    private static final int LONGEST_TOKEN = 1 << 16;

    private final Web web;
    private final String usualScope;
    private final Map<String, String> byHost = new HashMap<>();

    RegistryTokens(Web web, String repository) {
        this.web = web;
        this.usualScope = "repository:" + repository + ":pull";
    }

    @Override
    public Optional<String> of(URI address) {
        return Optional.ofNullable(byHost.get(address.getAuthority()));
    }

    @Override
    public boolean renewed(URI address, HttpHeaders refusal, long end) throws ModFailed {
        Optional<String> bearer = refusal.allValues("WWW-Authenticate").stream()
                .filter(one -> one.regionMatches(true, 0, "Bearer ", 0, 7)).findFirst();
        if (bearer.isEmpty()) {
            return false;
        }
        byHost.put(address.getAuthority(), "Bearer " + token(address, bearer.get(), end));
        return true;
    }

    private String token(URI registry, String challenge, long end) throws ModFailed {
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        URI realm = realm(registry, parameters);
        try (Web.Answer answer = web.get(realm, Map.of("Accept", "application/json"), Tokens.NONE, end)) {
            if (answer.status() != 200) {
                throw Web.refusal(answer, realm);
            }
            JsonNode json = new ObjectMapper().readTree(answer.text(LONGEST_TOKEN, "an answer to the question for a token"));
            return Stream.of(json.path("token"), json.path("access_token")).map(JsonNode::asText)
                    .filter(text -> text.matches("[\\x21-\\x7e]+")).findFirst()
                    .orElseThrow(() -> ModFailed.forGood("gets no token from " + realm.getHost()));
        } catch (IOException garbled) {
            throw ModFailed.forGood("gets no token from " + realm.getHost() + ": its answer is no JSON");
        }
    }

    private URI realm(URI registry, Map<String, String> parameters) throws ModFailed {
        String realm = parameters.getOrDefault("realm", "");
        try {
            URI plain = new URI(realm);
            boolean safe = "https".equals(plain.getScheme()) || "http".equals(plain.getScheme()) && "http".equals(registry.getScheme());
            if (safe && plain.getHost() != null) {
                String service = parameters.containsKey("service") ? "service=" + encoded(parameters.get("service")) + "&" : "";
                return new URI(realm + (plain.getRawQuery() == null ? "?" : "&") + service
                        + "scope=" + encoded(parameters.getOrDefault("scope", usualScope)));
            }
        } catch (URISyntaxException garbled) {
            // as said below
        }
        throw ModFailed.forGood("comes from a registry, " + registry.getHost() + ", that gives tokens where Orcastra does not ask: "
                + Mod.shown(realm));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
