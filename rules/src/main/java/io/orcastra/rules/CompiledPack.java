package io.orcastra.rules;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files built in, compiled when the project was built and shipped beside their text: compiling costs a process some
 * ten seconds of CPU. One is used only where text, facts and Drools are those it was compiled from.
 */
public final class CompiledPack {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledPack.class);
    private static final String NAME = "compiled-pack.bin";
    private final Map<String, byte[]> files;

    private CompiledPack(Map<String, byte[]> files) {
        this.files = files;
    }

    /** What was shipped; empty when there is none or it cannot be read. */
    static CompiledPack shipped() {
        try (InputStream in = CompiledPack.class.getResourceAsStream(NAME)) {
            return new CompiledPack(in == null ? Map.of() : read(new DataInputStream(in)));
        } catch (IOException e) {
            LOG.debug("compiled pack not used: {}", e.toString());
            return new CompiledPack(Map.of());
        }
    }

    /** The file of this key. */
    Optional<CompiledFile> file(String key) {
        try {
            byte[] file = files.get(key);
            return file == null ? Optional.empty() : Optional.of(CompiledFile.of(file));
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
        var keys = new RuleFileKeys();
        CompiledPack former = Files.exists(file) ? at(file) : new CompiledPack(Map.of());
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (RuleSource source : RulePack.builtIn()) {
            byte[] known = former.files.get(keys.of(source));
            files.put(keys.of(source), known == null ? CompiledFile.compiled(source).toBytes() : known);
        }
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            write(files, out);
        }
    }

    private static CompiledPack at(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return new CompiledPack(read(in));
        } catch (IOException damaged) {
            return new CompiledPack(Map.of());
        }
    }

    private static void write(Map<String, byte[]> files, DataOutputStream out) throws IOException {
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
    }

    private static Map<String, byte[]> read(DataInputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return files;
    }
}
