package io.orcastra.adapters.mods;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one file arrive in its {@link Partial}, from where an earlier try ended, and judges it when all of it is there. */
final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final Duration TELLING = Duration.ofSeconds(5);
    private static final int CHUNK = 1 << 16;
    private static final int WHOLE = 200;
    private static final int REST = 206;
    private static final int UNCHANGED = 304;
    private static final int NO_SUCH_REST = 416;

    private final Web web;
    private final long longest;
    private final Clock clock;

    /** @param longest bytes a file may have */
    Download(Web web, long longest, Clock clock) {
        this.web = web;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * What is to come.
     *
     * @param digest   what it has to be, if that is known
     * @param bytes    how long it is, if that is known
     * @param seen     what tells the version that is there already from a newer one; empty for none
     * @param tokens   what lets us in
     */
    record Wanted(Mod mod, URI address, Optional<Sha256> digest, OptionalLong bytes, Validator seen, Tokens tokens) {

        private String origin(Validator validator) {
            return Sha256.of(mod.identity() + digest.map(Sha256::toString).orElse("")) + "\n" + validator.text();
        }
    }

    /** What has come. */
    record Arrived(Sha256 digest, long bytes, Validator validator) {
    }

    /**
     * Empty when what is there already is the newest.
     *
     * @param end by the clock's nanoseconds, when time is over
     */
    Optional<Arrived> into(Partial partial, Wanted wanted, long end) throws ModFailed, IOException {
        if (wanted.bytes().orElse(0) > longest) {
            throw tooLong();
        }
        Validator begun = usable(partial, wanted);
        long from = partial.length();
        Validator validator = begun;
        if (from == 0 || from != wanted.bytes().orElse(-1)) {
            try (Web.Answer answer = web.get(wanted.address(), headers(from, begun, wanted), wanted.tokens(), end)) {
                if (answer.status() == UNCHANGED && from == 0) {
                    return Optional.empty();
                }
                validator = received(partial, wanted, answer, begun);
            }
        }
        return Optional.of(judged(partial, wanted, validator));
    }

    /** With what the beginning that is there can be continued; when it cannot, it is thrown away. */
    private static Validator usable(Partial partial, Wanted wanted) throws IOException {
        String origin = partial.origin().orElse("");
        Validator validator = new Validator(origin.substring(origin.indexOf('\n') + 1));
        boolean same = origin.equals(wanted.origin(validator)) && (wanted.digest().isPresent() || validator.isStrong());
        if (!same || partial.length() > wanted.bytes().orElse(Long.MAX_VALUE)) {
            partial.discard();
            return Validator.NONE;
        }
        return validator;
    }

    private static Map<String, String> headers(long from, Validator begun, Wanted wanted) {
        Map<String, String> headers = new HashMap<>();
        if (from > 0) {
            headers.put("Range", "bytes=" + from + "-");
            if (begun.isStrong()) {
                headers.put("If-Range", begun.text());
            }
        } else {
            headers.putAll(wanted.seen().condition());
        }
        return headers;
    }

    private Validator received(Partial partial, Wanted wanted, Web.Answer answer, Validator begun) throws ModFailed, IOException {
        long from = partial.length();
        Validator validator = begun;
        if (answer.status() == WHOLE) {
            validator = Validator.of(answer);
            partial.begin(wanted.origin(validator));
        } else if (answer.status() == NO_SUCH_REST
                || answer.status() == REST && !answer.header("Content-Range").startsWith("bytes " + from + "-")) {
            partial.discard();
            throw ModFailed.forNow("cannot be continued where it broke off, and begins anew", null);
        } else if (answer.status() != REST || from == 0) {
            throw Web.refusal(answer, wanted.address());
        }
        requirePlain(answer, wanted);
        OptionalLong whole = whole(partial, wanted, answer);
        requireRoom(partial, whole);
        LOG.atInfo().addKeyValue("mod", wanted.mod().source()).addKeyValue("from", partial.length())
                .addKeyValue("bytes", whole.orElse(-1)).log(partial.length() > 0 ? "A mod is continued" : "A mod is coming");
        copy(partial, wanted, answer, whole);
        return validator;
    }

    /** Compressed on the way is another file than the one that lies there. */
    private static void requirePlain(Web.Answer answer, Wanted wanted) throws ModFailed {
        String encoding = answer.header("Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equals("identity") && !wanted.mod().file().matches(".*\\.t?gz")) {
            throw ModFailed.forGood("comes compressed (" + Mod.shown(encoding) + ") without being asked to");
        }
    }

    private static OptionalLong whole(Partial partial, Wanted wanted, Web.Answer answer) throws ModFailed, IOException {
        OptionalLong told = answer.headers().firstValueAsLong("Content-Length");
        OptionalLong whole = wanted.bytes().isPresent() || told.isEmpty()
                ? wanted.bytes() : OptionalLong.of(partial.length() + told.getAsLong());
        if (whole.isEmpty() && wanted.digest().isEmpty() && !answer.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            throw ModFailed.forGood("comes without saying how long it is, so that nobody could tell whether all of it came");
        }
        return whole;
    }

    private void requireRoom(Partial partial, OptionalLong whole) throws ModFailed, IOException {
        if (whole.orElse(0) > longest) {
            partial.discard();
            throw tooLong();
        }
        long room = partial.room();
        if (whole.isPresent() && whole.getAsLong() - partial.length() > room) {
            throw ModFailed.forGood("needs " + (whole.getAsLong() - partial.length()) + " bytes more where " + room + " are free");
        }
    }

    private void copy(Partial partial, Wanted wanted, Web.Answer answer, OptionalLong whole) throws ModFailed, IOException {
        byte[] chunk = new byte[CHUNK];
        long told = clock.nanos();
        long most = whole.orElse(longest);
        for (int read = read(answer, chunk, partial); read >= 0; read = read(answer, chunk, partial)) {
            partial.append(chunk, read);
            if (partial.length() > most) {
                partial.discard();
                throw whole.isPresent() ? ModFailed.forGood("is longer than the " + most + " bytes that were told") : tooLong();
            }
            if (clock.nanos() - told > TELLING.toNanos()) {
                told = clock.nanos();
                LOG.atInfo().addKeyValue("mod", wanted.mod().source()).addKeyValue("there", partial.length())
                        .addKeyValue("bytes", whole.orElse(-1)).log("A mod is on its way");
            }
        }
        if (whole.isPresent() && partial.length() < whole.getAsLong()) {
            throw brokeOff(partial, null);
        }
    }

    private static int read(Web.Answer answer, byte[] chunk, Partial partial) throws ModFailed, IOException {
        try {
            return answer.body().read(chunk);
        } catch (IOException broken) {
            throw brokeOff(partial, broken);
        }
    }

    private static ModFailed brokeOff(Partial partial, IOException broken) throws IOException {
        return ModFailed.forNow("broke off after " + partial.length() + " bytes", broken);
    }

    private Arrived judged(Partial partial, Wanted wanted, Validator validator) throws ModFailed, IOException {
        Sha256 digest = partial.digest();
        if (wanted.digest().isPresent() && !wanted.digest().get().equals(digest)) {
            partial.discard();
            throw ModFailed.forGood("has another digest, " + digest + ", than it should have, " + wanted.digest().get()
                    + ", and is refused");
        }
        return new Arrived(digest, partial.length(), validator);
    }

    private ModFailed tooLong() {
        return ModFailed.forGood("is longer than the " + longest + " bytes a mod may have");
    }
}
