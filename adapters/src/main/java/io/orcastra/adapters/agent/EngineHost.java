package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.mods.DockerLogins;
import io.orcastra.adapters.mods.ModHost;
import io.orcastra.adapters.mods.RegistryLogin;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine as its engine tells it. */
final class EngineHost implements ModHost {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final DockerApi api;
    private final DockerLogins logins;

    EngineHost(DockerApi api, DockerLogins logins) {
        this.api = api;
        this.logins = logins;
    }

    @Override
    public String architecture() {
        return api.get("/version").path("Arch").asText();
    }

    @Override
    public Optional<RegistryLogin> login(String registry) {
        return logins.of(registry);
    }

    /** What the engine's configuration names among its {@code insecure-registries}, and this machine itself. */
    @Override
    public boolean isPlain(String registry) {
        JsonNode known = api.get("/info").path("RegistryConfig");
        JsonNode index = known.path("IndexConfigs").path(registry);
        if (index.has("Secure")) {
            return !index.path("Secure").asBoolean();
        }
        String host = registry.replaceFirst(":[0-9]+$", "").replaceFirst("^localhost$", "127.0.0.1");
        for (JsonNode network : known.path("InsecureRegistryCIDRs")) {
            if (contains(network.asText(), host)) {
                return true;
            }
        }
        return false;
    }

    /** Of IPv4 only, and without asking a name server. */
    private static boolean contains(String network, String host) {
        String[] parts = network.split("/");
        if (parts.length != 2 || !ADDRESS.matcher(parts[0]).matches() || !ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            int shift = Math.max(0, 32 - Integer.parseInt(parts[1]));
            return number(parts[0]).shiftRight(shift).equals(number(host).shiftRight(shift));
        } catch (UnknownHostException | NumberFormatException garbled) {
            return false;
        }
    }

    private static BigInteger number(String address) throws UnknownHostException {
        return new BigInteger(1, InetAddress.getByName(address).getAddress());
    }
}
