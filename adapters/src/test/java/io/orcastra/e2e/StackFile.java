package io.orcastra.e2e;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The stack file {@code e2e/everything.yml}, deployed as its user would. */
final class StackFile {

    private static final String FILE = "everything.yml";

    private final SwarmLab lab;
    private final LabNode manager;
    private final String stack;
    private final Path folder;

    StackFile(SwarmLab lab, LabNode manager, String stack) {
        this.lab = lab;
        this.manager = manager;
        this.stack = stack;
        try {
            folder = Files.createTempDirectory("stack");
            for (String file : new String[] {"settings.txt", "token.txt"}) {
                Files.writeString(folder.resolve(file), read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code docker stack deploy} with these values for the words in capitals. */
    void deploy(Map<String, String> values) {
        try {
            String text = read(FILE);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            Path file = folder.resolve(FILE);
            Files.writeString(file, text);
            lab.docker(manager, "stack", "deploy", "-c", file.toString(), stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) throws IOException {
        try (InputStream in = StackFile.class.getResourceAsStream("/e2e/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
