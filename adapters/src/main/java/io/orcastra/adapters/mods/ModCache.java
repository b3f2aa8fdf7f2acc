package io.orcastra.adapters.mods;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.mods.Download.Arrived;
import io.orcastra.adapters.mods.Download.Wanted;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of mods. A file is there under its own name when all of it is, and never before; what is on its way, and what is
 * known of what is there, lies in a folder {@code .orcastra} beside. Nothing is unpacked. Thread-safe for different mods.
 */
public final class ModCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModCache.class);
    private static final String OWN = ".orcastra";

    private final Path folder;
    private final ModHost host;
    private final ModSettings settings;
    private final Clock clock;
    private final Web web;
    private final ObjectMapper json = new ObjectMapper();

    /** @param folder need not exist; is not made */
    public ModCache(Path folder, ModHost host, ModSettings settings, Clock clock) {
        this.folder = folder;
        this.host = host;
        this.settings = settings;
        this.clock = clock;
        this.web = new Web(settings.silence(), clock);
    }

    /**
     * What is known of a file in the cache.
     *
     * @param identity  SHA-256 of the mod's, which may hold a secret
     * @param checkedAt seconds since 1970, when it was found to be the newest
     */
    record Entry(String identity, String digest, long bytes, long checkedAt, String validator) {
    }

    /** Whether there is a folder to write into. */
    public boolean isThere() {
        Path own = folder.resolve(OWN);
        return Files.isDirectory(folder) && Files.isWritable(folder) && (Files.notExists(own) || Files.isWritable(own));
    }

    /** When it was last found that what lies here is the newest; empty when it does not lie here. */
    public Optional<Instant> checked(Mod mod) {
        return entry(mod).map(entry -> Instant.ofEpochSecond(entry.checkedAt()));
    }

    /** Fetches a mod, unless the newest is there; false when it was. Takes as long as the settings allow. */
    public boolean fetch(Mod mod) throws ModFailed {
        long end = clock.nanos() + settings.whole().toNanos();
        Iterator<Duration> pauses = settings.pauses().iterator();
        while (true) {
            try {
                return tryOnce(mod, end);
            } catch (ModFailed failed) {
                if (!failed.isPassing() || !pauses.hasNext() || clock.nanos() - end > 0) {
                    throw failed;
                }
                Duration pause = pauses.next();
                LOG.atWarn().addKeyValue("mod", mod.source()).addKeyValue("next", pause.toMillis() + " ms")
                        .log("A mod {}; it is tried again", failed.getMessage());
                rest(pause);
            }
        }
    }

    @Override
    public void close() {
        web.close();
    }

    private boolean tryOnce(Mod mod, long end) throws ModFailed {
        try {
            Path own = own();
            Wanted wanted = wanted(mod, end);
            if (isSame(mod, wanted)) {
                note(mod, new Arrived(wanted.digest().orElseThrow(), Files.size(file(mod)), wanted.seen()));
                return false;
            }
            try (Partial partial = Partial.open(own.resolve(mod.file() + ".part"))) {
                Optional<Arrived> arrived = new Download(web, settings.longest(), clock).into(partial, wanted, end);
                if (arrived.isPresent()) {
                    partial.become(file(mod));
                    note(mod, arrived.get());
                } else {
                    note(mod, entry(mod).map(ModCache::known).orElseThrow());
                }
                return arrived.isPresent();
            }
        } catch (IOException failure) {
            throw ModFailed.forNow("cannot be written into " + folder + ": " + failure.getClass().getSimpleName() + " "
                    + Mod.shown(String.valueOf(failure.getMessage())), failure);
        }
    }

    private Wanted wanted(Mod mod, long end) throws ModFailed {
        if (mod instanceof ImageMod image) {
            Registry.Layer layer = new Registry(web, host).layer(image, end);
            return new Wanted(mod, layer.address(), Optional.of(layer.digest()), OptionalLong.of(layer.bytes()), Validator.NONE,
                    layer.tokens());
        }
        UrlMod url = (UrlMod) mod;
        return new Wanted(mod, url.address(), url.digest(), OptionalLong.empty(),
                entry(mod).map(entry -> new Validator(entry.validator())).orElse(Validator.NONE), Tokens.NONE);
    }

    private boolean isSame(Mod mod, Wanted wanted) throws IOException {
        Path file = file(mod);
        return wanted.digest().isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (wanted.bytes().isEmpty() || Files.size(file) == wanted.bytes().getAsLong())
                && Sha256.of(file).equals(wanted.digest().get());
    }

    private Optional<Entry> entry(Mod mod) {
        try {
            Path entry = folder.resolve(OWN).resolve(mod.file() + ".json");
            if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) || !Files.isRegularFile(file(mod), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Entry known = json.readValue(Files.readAllBytes(entry), Entry.class);
            boolean same = Sha256.of(mod.identity()).hex().equals(known.identity()) && Files.size(file(mod)) == known.bytes();
            return same ? Optional.of(known) : Optional.empty();
        } catch (IOException unreadable) {
            LOG.debug("nothing is known of {}", mod.file(), unreadable);
            return Optional.empty();
        }
    }

    private static Arrived known(Entry entry) {
        return new Arrived(Sha256.parse(entry.digest()).orElseThrow(), entry.bytes(), new Validator(entry.validator()));
    }

    private void note(Mod mod, Arrived arrived) throws IOException, ModFailed {
        Entry entry = new Entry(Sha256.of(mod.identity()).hex(), arrived.digest().toString(), arrived.bytes(),
                clock.instant().getEpochSecond(), arrived.validator().text());
        Partial.write(own().resolve(mod.file() + ".json"), json.writeValueAsBytes(entry));
    }

    /** Our own folder: a link in its place would lead elsewhere. */
    private Path own() throws IOException, ModFailed {
        Path own = folder.resolve(OWN);
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                throw ModFailed.forGood("cannot be fetched: " + own + " is no folder. Maybe remove it");
            }
            Files.createDirectory(own);
        }
        return own;
    }

    private Path file(Mod mod) {
        return folder.resolve(mod.file());
    }

    private static void rest(Duration pause) throws ModFailed {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ModFailed.forGood("was not waited for: the agent is stopping");
        }
    }
}
