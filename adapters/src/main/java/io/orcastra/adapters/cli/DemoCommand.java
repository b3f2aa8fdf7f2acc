package io.orcastra.adapters.cli;

import io.orcastra.adapters.demo.Demo;
import io.orcastra.adapters.demo.Screen;
import io.orcastra.adapters.demo.Story;
import io.orcastra.adapters.overrun.Patience;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.StoryReader;
import io.orcastra.rules.RuleBook;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orcastra demo}. */
@Command(name = "demo", description = {
        "Tells a story on a simulated swarm, in accelerated time, decided by the real rules.",
        "Nodes fail and return, memory fills. Needs no Docker and touches nothing. Exit code 0, also when "
                + "ended by Ctrl-C."})
final class DemoCommand implements Callable<Integer> {

    /** The story that is told when none is named. */
    private static final String BUILT_IN = "/io/orcastra/adapters/demo/shop/story.yml";
    /** A day as good as any: what is told is the time since. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Surroundings surroundings;
    private final CountDownLatch stopRequested = new CountDownLatch(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Inputs inputs;

    @Option(names = "--scenario", paramLabel = "FILE",
            description = "A story of your own; its configuration is in the same folder unless --config names another.")
    private Path scenario;

    @Option(names = "--speed", paramLabel = "N",
            description = "Seconds of the swarm's time in a second; 0 does not wait at all (default: the story's own).")
    private Integer speed;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Decides what is a matter of chance; the same seed tells the same story (default: ${DEFAULT-VALUE}).")
    private long seed;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, IOException, URISyntaxException {
        if (speed != null && (speed < 0 || speed > 100_000)) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "Invalid value for option '--speed': " + speed + " is not in the range 0 to 100000");
        }
        Signals.on("INT", stopRequested::countDown);
        Signals.on("TERM", stopRequested::countDown);
        if (scenario != null && Files.isDirectory(scenario)) {
            throw new UserError(scenario + ": is a folder\nMaybe name the story in it, as in " + scenario.resolve("story.yml") + ".");
        }
        if (scenario != null) {
            return tell(scenario);
        }
        URI own = DemoCommand.class.getResource(BUILT_IN).toURI();
        if (!own.getScheme().equals("jar")) {
            return tell(Path.of(own));
        }
        try (FileSystem jar = FileSystems.newFileSystem(own, Map.of())) {
            return tell(jar.getPath(BUILT_IN));
        }
    }

    private int tell(Path file) throws ConfigurationInvalid {
        Story story = StoryReader.read(file, START);
        boolean elsewhere = spec.commandLine().getParseResult().hasMatchedOption("--config");
        Path folder = elsewhere ? inputs.configFolder() : file.toAbsolutePath().getParent();
        Configuration configuration = new ConfigurationLoader().load(folder, Map.of());
        surroundings.err().print("preparing the rules ...\n");
        surroundings.err().flush();
        RuleBook rules = inputs.ruleBook(surroundings, configuration);
        boolean waits = speed == null || speed > 0;
        int pace = speed == null ? story.speed() : Math.max(1, speed);
        Screen screen = new Screen(
                surroundings.out(), surroundings.terminal() && waits, surroundings.colour(), surroundings.columns());
        Patience patience = surroundings.patience();
        Demo demo = new Demo(story, screen, waits ? this::pass : real -> stopRequested.getCount() > 0, waits ? pace : 1000, seed,
                rules, configuration.settings().engine(), configuration.policies(), patience);
        patience.over(rules, demo::tell);
        return ExitCode.GOOD;
    }

    /** False as soon as the reader wants no more. */
    private boolean pass(Duration real) {
        try {
            return !stopRequested.await(real.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
