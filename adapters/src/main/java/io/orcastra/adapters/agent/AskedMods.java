package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.mods.Mod;
import io.orcastra.adapters.mods.ModFailed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which mods the running containers of one engine ask for: in labels {@code com.linuxserver.mod.NAME}, each an address, and
 * in the variable {@code DOCKER_MODS}, images separated by {@code |}. The variables of a container never change and are
 * read once.
 */
final class AskedMods {
    private static final String LABEL = "com.linuxserver.mod.";
    private static final String VARIABLE = "DOCKER_MODS=";
    /** Its images lie in the container itself. */
    private static final String SIDELOADED = "DOCKER_MODS_SIDELOAD=true";
    private static final int MOST = 500;

    private final DockerApi api;
    private final Map<String, Set<String>> imagesOf = new ConcurrentHashMap<>();

    AskedMods(DockerApi api) {
        this.api = api;
    }

    /**
     * What is asked for.
     *
     * @param mods    by the names of their files
     * @param refused why something is no mod, by what was written, fit to be shown
     */
    record Asked(Map<String, Mod> mods, Map<String, String> refused) {
    }

    /** @throws DockerFailure when the engine does not tell its containers */
    Asked read() {
        Set<String> addresses = new HashSet<>();
        Set<String> images = new HashSet<>();
        List<String> running = api.list("/containers/json", container -> {
            container.path("Labels").properties().stream().filter(label -> label.getKey().startsWith(LABEL))
                    .forEach(label -> addresses.add(label.getValue().asText().strip()));
            return container.path("Id").asText();
        });
        imagesOf.keySet().retainAll(running);
        running.forEach(id -> images.addAll(imagesOf.computeIfAbsent(id, this::images)));
        return sorted(addresses, images);
    }

    /** By their text, so that of two that have one name the same one wins each time. */
    private static Asked sorted(Set<String> addresses, Set<String> images) {
        Asked asked = new Asked(new TreeMap<>(), new TreeMap<>());
        addresses.stream().sorted().limit(MOST).forEach(text -> add(asked, text, Mod::url));
        images.stream().sorted().limit(MOST).forEach(text -> add(asked, text, Mod::image));
        tooMany(asked, addresses.size(), "addresses");
        tooMany(asked, images.size(), "images");
        return asked;
    }

    private static void tooMany(Asked asked, int size, String what) {
        if (size > MOST) {
            asked.refused().put("the last " + (size - MOST) + " " + what + " by their text",
                    "are not cached: containers here ask for " + size + ", and " + MOST + " is the most an agent looks at");
        }
    }

    @FunctionalInterface
    private interface Parsing {
        Mod parse(String text) throws ModFailed;
    }

    private static void add(Asked asked, String text, Parsing parsing) {
        try {
            Mod mod = parsing.parse(text);
            Mod other = asked.mods().putIfAbsent(mod.file(), mod);
            if (other != null && !other.identity().equals(mod.identity())) {
                asked.refused().put(mod.source(), "has the same name, " + mod.file() + ", as " + other.source());
            }
        } catch (ModFailed none) {
            asked.refused().put(Mod.shown(text), none.getMessage());
        }
    }

    private Set<String> images(String container) {
        try {
            List<String> variables = new ArrayList<>();
            for (JsonNode variable : api.get("/containers/" + container + "/json").path("Config").path("Env")) {
                variables.add(variable.asText());
            }
            Set<String> images = new HashSet<>();
            if (variables.stream().noneMatch(SIDELOADED::equalsIgnoreCase)) {
                variables.stream().filter(one -> one.startsWith(VARIABLE))
                        .forEach(one -> images.addAll(List.of(one.substring(VARIABLE.length()).split("\\|"))));
            }
            images.removeIf(String::isBlank);
            return images.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
        } catch (NotFound gone) {
            return Set.of();
        }
    }
}
