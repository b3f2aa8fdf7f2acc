package io.orcastra.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pack built in, compiled when the project was built and shipped beside its text: compiling costs a process some
 * ten seconds of CPU. It is used only where text, facts and Drools are those it was compiled from.
 */
public final class CompiledPack {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledPack.class);
    private static final String NAME = "compiled-pack.bin";
    private static final int KEY_LENGTH = 64;

    private CompiledPack() {
    }

    /** The shipped rules if they are those of this key. */
    static Optional<CompiledRules> of(String key) {
        try (InputStream in = CompiledPack.class.getResourceAsStream(NAME)) {
            if (in == null || !key.equals(new String(in.readNBytes(KEY_LENGTH), StandardCharsets.US_ASCII))) {
                return Optional.empty();
            }
            return Optional.of(CompiledRules.of(in.readAllBytes()));
        } catch (IOException e) {
            LOG.debug("compiled pack not used: {}", e.toString());
            return Optional.empty();
        }
    }

    /**
     * Run by the build.
     *
     * @param arguments the folder of the module's classes
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).resolve(CompiledPack.class.getPackageName().replace('.', '/')).resolve(NAME);
        byte[] key = RuleSetKey.of(RulePack.builtIn()).getBytes(StandardCharsets.US_ASCII);
        if (Files.exists(file) && Arrays.equals(key, Arrays.copyOf(Files.readAllBytes(file), KEY_LENGTH))) {
            return;
        }
        byte[] rules = RuleBook.compiled(RulePack.builtIn()).toBytes();
        byte[] bytes = Arrays.copyOf(key, KEY_LENGTH + rules.length);
        System.arraycopy(rules, 0, bytes, KEY_LENGTH, rules.length);
        Files.write(file, bytes);
    }
}
