package io.orcastra.adapters.mods;

import io.orcastra.adapters.prometheus.fetch.Shown;

/** Something a container asks for, and where it comes from. */
public sealed interface Mod permits ImageMod, UrlMod {

    /** Under which it lies in the cache: a plain name without folders, which does not begin with a dot. */
    String file();

    /** Where it comes from, fit to be shown: without anything secret. */
    String source();

    /** The same for the same mod, different for different ones; not fit to be shown. */
    String identity();

    /**
     * One entry of {@code DOCKER_MODS}.
     *
     * @throws ModFailed when it is none
     */
    static Mod image(String text) throws ModFailed {
        return ImageMod.parse(text);
    }

    /**
     * The value of a label {@code com.linuxserver.mod.NAME}.
     *
     * @throws ModFailed when it is no address a file can be fetched from
     */
    static Mod url(String text) throws ModFailed {
        return UrlMod.parse(text);
    }

    /**
     * What was given instead of a mod, fit to be shown. A password may hold what ends an address elsewhere, and a query may
     * hold an @: where the two cannot be told apart both are left out.
     */
    static String shown(String text) {
        if (text.matches("(?s)[^@]*//[^@]*[?#].*@.*")) {
            return Shown.briefly(text.replaceFirst("(?s)//.*", "//..."));
        }
        return Shown.briefly(text.replaceFirst("(?s)//.*@", "//").replaceFirst("^[^/@:]*:[^/@]*@(?!sha256:)", "")
                .replaceFirst("(?s)[?#].*", ""));
    }
}
