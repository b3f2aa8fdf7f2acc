package io.orcastra.adapters.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small process of the same Java and the same program, for work that may run away. */
public final class ChildJava {
    /** What this process was told of caches of loaded classes, its child may use as well. */
    private static final List<String> CACHES = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

    private ChildJava() {
    }

    /** The command that runs this class; it ends when its heap is full. */
    public static List<String> command(int heapMegabytes, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(one -> CACHES.stream().anyMatch(one::startsWith)).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
