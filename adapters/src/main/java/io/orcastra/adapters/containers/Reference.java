package io.orcastra.adapters.containers;

import java.util.List;

/** Names of images, compared without what Docker adds to those of its own registry. */
final class Reference {

    private Reference() {
    }

    static String shortened(String name) {
        return name.replaceFirst("^(index\\.)?docker\\.io/", "").replaceFirst("^library/", "");
    }

    /** Without tag and digest. */
    static String repository(String name) {
        String untold = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        int tag = untold.lastIndexOf(':');
        return tag > untold.lastIndexOf('/') ? untold.substring(0, tag) : untold;
    }

    /** All names an image of a service may have in an engine: by tag, and by digest where there is one. */
    static List<String> names(String image) {
        String name = shortened(image);
        int at = name.indexOf('@');
        String tagged = at < 0 ? name : name.substring(0, at);
        String full = repository(tagged).equals(tagged) ? tagged + ":latest" : tagged;
        return at < 0 ? List.of(full) : List.of(full, repository(tagged) + name.substring(at));
    }
}
