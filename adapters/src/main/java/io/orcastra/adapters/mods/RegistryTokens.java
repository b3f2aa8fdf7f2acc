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

/**
 * What lets in to one image's registry: tokens, asked for where the registry says, with its login if there is one, or that login
 * itself where it wants no more. For one thread.
 */
final class RegistryTokens implements Tokens {
    private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
    private static final int LONGEST_TOKEN = 1 << 16;

    private final Web web;
    private final String registry;
    private final String usualScope;
    private final Optional<RegistryLogin> login;
    private final Map<String, String> byHost = new HashMap<>();

    /**
     * Of a repository.
     *
     * @param registry its host, the only one whose challenges the login is for: layers may lie elsewhere
     */
    RegistryTokens(Web web, String registry, String repository, Optional<RegistryLogin> login) {
        this.web = web;
        this.registry = registry;
        this.login = login;
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
        if (bearer.isPresent()) {
            byHost.put(address.getAuthority(), "Bearer " + token(address, bearer.get(), end));
            return true;
        }
        return isBasic(refusal) && login(address).orElse(null) instanceof RegistryLogin.Password password
                && !password.basic().equals(byHost.put(address.getAuthority(), password.basic()));
    }

    private static boolean isBasic(HttpHeaders refusal) {
        return refusal.allValues("WWW-Authenticate").stream().anyMatch(one -> one.regionMatches(true, 0, "Basic", 0, 5));
    }

    private Optional<RegistryLogin> login(URI address) {
        return login.filter(known -> registry.equals(address.getAuthority()));
    }

    private String token(URI asked, String challenge, long end) throws ModFailed {
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        URI realm = realm(asked, parameters);
        try (Web.Answer answer = answer(realm, parameters, login(asked), end)) {
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

    /** A password goes with the question, as Docker's own client does it; what was given at login is exchanged by OAuth. */
    private Web.Answer answer(URI realm, Map<String, String> parameters, Optional<RegistryLogin> known, long end) throws ModFailed {
        if (known.orElse(null) instanceof RegistryLogin.Identity identity) {
            return web.post(realm, "grant_type=refresh_token&client_id=orcastra&refresh_token=" + encoded(identity.token()) + "&"
                    + question(parameters), end);
        }
        URI question = URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + question(parameters));
        Tokens password = known.orElse(null) instanceof RegistryLogin.Password login
                ? Tokens.at(realm.getAuthority(), login.basic()) : Tokens.NONE;
        return web.get(question, Map.of("Accept", "application/json"), password, end);
    }

    private String question(Map<String, String> parameters) {
        String service = parameters.containsKey("service") ? "service=" + encoded(parameters.get("service")) + "&" : "";
        return service + "scope=" + encoded(parameters.getOrDefault("scope", usualScope));
    }

    private static URI realm(URI registry, Map<String, String> parameters) throws ModFailed {
        String realm = parameters.getOrDefault("realm", "");
        try {
            URI plain = new URI(realm);
            boolean safe = "https".equals(plain.getScheme()) || "http".equals(plain.getScheme()) && "http".equals(registry.getScheme());
            if (safe && plain.getHost() != null) {
                return plain;
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
