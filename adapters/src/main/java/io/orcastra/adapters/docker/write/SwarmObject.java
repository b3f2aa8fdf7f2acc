package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;

/** A service or a node, by id. */
public record SwarmObject(Kind kind, String id) {

    enum Kind { SERVICE, NODE }

    public static SwarmObject service(String id) {
        return new SwarmObject(Kind.SERVICE, id);
    }

    public static SwarmObject node(String id) {
        return new SwarmObject(Kind.NODE, id);
    }

    String path() {
        return (kind == Kind.SERVICE ? "/services/" : "/nodes/") + id;
    }

    String updatePath(JsonNode object) {
        return path() + "/update?version=" + object.path("Version").path("Index").asLong();
    }

    @Override
    public String toString() {
        return (kind == Kind.SERVICE ? "service " : "node ") + id;
    }
}
