package io.orcastra.adapters.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the machine, as the kernel says it. */
record MachineMemory(long totalBytes, long availableBytes) {

    /** @param file {@code /proc/meminfo}, which in a container is the machine's */
    static MachineMemory read(Path file) throws IOException {
        String text = Files.readString(file);
        return new MachineMemory(bytes("MemTotal", text), bytes("MemAvailable", text));
    }

    private static long bytes(String name, String text) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + ": +([0-9]{1,15}) kB$").matcher(text);
        if (!line.find()) {
            throw new IOException(name + " is missing");
        }
        return Long.parseLong(line.group(1)) * 1024;
    }
}
