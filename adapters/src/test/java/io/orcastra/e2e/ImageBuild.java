package io.orcastra.e2e;

import io.orcastra.lab.LabJava;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Builds images by a lab's engine from the Dockerfile as it is, on base images made here: the lab has no way out. */
final class ImageBuild {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String JAVA = "lab/java:1";
    private static final String MAVEN = "lab/maven:1";

    private final SwarmLab lab;
    private final LabNode node;
    private final Path folder;
    private final LabJava java = LabJava.newest();

    /** {@code folder} is for the build contexts, and empty. */
    ImageBuild(SwarmLab lab, LabNode node, Path folder) {
        this.lab = lab;
        this.node = node;
        this.folder = folder;
    }

    /** An image with the distribution that is already built; further arguments of {@code docker build}. */
    void fromDistribution(String tag, String... arguments) throws IOException {
        Path context = folder.resolve("distribution");
        if (Files.notExists(context)) {
            lab.javaImage(node, JAVA, java);
            for (String part : List.of("Dockerfile", "LICENSE", "adapters/target/distribution", "config/samples")) {
                copy(ROOT.resolve(part), context.resolve(part), Set.of());
            }
        }
        build(context, tag, JAVA, Stream.concat(Stream.of("--target", "runtime-from-dist"), Stream.of(arguments)).toList());
    }

    /** An image whose distribution is built inside, from what a fresh clone has and this machine's Maven repository. */
    void fromSources(String tag) throws IOException {
        lab.javaImage(node, JAVA, java);
        lab.mavenImage(node, MAVEN, java, Path.of(System.getProperty("orcastra.maven.home")),
                Path.of(System.getProperty("orcastra.maven.repository")));
        Path context = folder.resolve("sources");
        copy(ROOT, context, Set.of(".git", "target"));
        build(context, tag, MAVEN, List.of());
    }

    private void build(Path context, String tag, String buildImage, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("--build-arg", "RUNTIME_IMAGE=" + JAVA,
                "--build-arg", "BUILD_IMAGE=" + buildImage, "-t", tag));
        arguments.addAll(more);
        lab.build(node, context, arguments);
    }

    private static void copy(Path from, Path to, Set<String> without) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(e -> !without.contains(e.getFileName().toString())).toList()) {
                copy(entry, to.resolve(entry.getFileName()), without);
            }
        }
    }
}
