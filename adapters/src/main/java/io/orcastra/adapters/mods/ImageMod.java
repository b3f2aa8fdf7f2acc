package io.orcastra.adapters.mods;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image of one layer, of which only the layer counts. Where it is looked for and how its file is named is as the images
 * of LinuxServer have it, which look for it in {@code /modcache} when they start.
 *
 * @param source     as written
 * @param registry   host, with a port when it has one
 * @param repository within the registry
 * @param reference  a tag or a digest; of both the digest, as Docker has it
 */
record ImageMod(String source, String registry, String repository, String reference, String file) implements Mod {
    private static final String HUB = "registry-1.docker.io";
    private static final String LINUXSERVER = "lscr.io";
    private static final int LONGEST = 300;
    private static final String WORD = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
    private static final Pattern FORM = Pattern.compile(
            "(?:(localhost(?::[0-9]{1,5})?|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::[0-9]{1,5})?|[A-Za-z0-9-]+:[0-9]{1,5})/)?"
                    + "(" + WORD + "(?:/" + WORD + ")*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
                    + "(?:@(" + Sha256.PREFIX + "[0-9a-f]{64}))?");

    static ImageMod parse(String text) throws ModFailed {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches() || form.group(1) == null && !form.group(2).contains("/")) {
            throw ModFailed.forGood("is no image in a repository, such as linuxserver/mods:universal-docker");
        }
        String digest = form.group(4);
        String tag = form.group(3) == null ? "latest" : form.group(3);
        // what the scripts of LinuxServer make of a digest, which they take for a tag behind a colon
        String named = digest == null ? "." + tag : "@" + digest.replace(':', '.');
        return new ImageMod(text, registry(form.group(1), form.group(2)), form.group(2), digest == null ? tag : digest,
                form.group(2).replace('/', '.') + named + ".tar.xz");
    }

    private static String registry(String host, String repository) {
        boolean theirs = repository.startsWith("linuxserver/");
        if (host == null || host.equals("docker.io")) {
            return theirs ? LINUXSERVER : HUB;
        }
        return theirs && host.equals("ghcr.io") ? LINUXSERVER : host;
    }

    @Override
    public String identity() {
        return registry + "/" + repository + (reference.startsWith(Sha256.PREFIX) ? "@" : ":") + reference;
    }
}
