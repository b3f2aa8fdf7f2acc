package io.orcastra.adapters.demo;

import io.orcastra.adapters.demo.Story.Passage;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.simulation.Census;
import io.orcastra.engine.simulation.Census.NodeCensus;
import io.orcastra.engine.simulation.SimulatedLoop;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One telling of a story: the swarm, the engine on it, and the words. Used by one thread. */
public final class Demo {

    /** A line wants to be read, a passage of words still more. */
    private static final Duration READING = Duration.ofMillis(350);
    private static final Duration LISTENING = Duration.ofMillis(2500);
    /** Ten pictures of the progress in a second. */
    private static final Duration TICK = Duration.ofMillis(100);
    /** After so long without a line time goes faster, until something happens. */
    private static final Duration BORING = Duration.ofSeconds(20);
    private static final int FASTER = 4;
    /** A heading comes before what happens at its moment. */
    private static final Duration BEFORE = Duration.ofMillis(1);

    private final Story story;
    private final Screen screen;
    private final Pace pace;
    private final int speed;
    private final SimulatedSwarm swarm;
    private final SimulatedLoop loop;
    private final Narrator narrator;
    private final Instant start;
    private int chapter;

    /**
     * @param speed seconds of the swarm's time in a second of the reader's
     * @param seed  the same seed tells the same story
     * @param watch is told what the engine does as well
     */
    public Demo(Story story, Screen screen, Pace pace, int speed, long seed, RuleBook rules, EngineSettings settings,
            Set<Object> policies, EngineListener watch) {
        this.story = story;
        this.screen = screen;
        this.pace = pace;
        this.speed = speed;
        swarm = new SimulatedSwarm(story.scenario(), seed);
        start = swarm.clock().instant();
        narrator = new Narrator(screen, start, swarm.clock()::instant, swarm.facts());
        swarm.listen(narrator);
        loop = new SimulatedLoop(swarm, swarm.leader(), "demo", rules, settings, policies,
                EngineListener.all(List.of(watch, narrator)));
    }

    /** Tells the story to its end; false when the reader wanted no more. */
    public boolean tell() {
        screen.heading(story.title());
        picture();
        Iterator<Passage> passages = story.passages().iterator();
        boolean listening = true;
        while (listening && passages.hasNext()) {
            Passage passage = passages.next();
            listening = goOn(passage.after().minus(BEFORE)) && say(passage);
        }
        listening = listening && goOn(story.length());
        loop.close();
        screen.done();
        end(listening);
        return listening;
    }

    /** The swarm as it is. */
    public Census census() {
        return swarm.census();
    }

    private boolean goOn(Duration until) {
        long last = swarm.clock().nanos();
        int told = narrator.lines();
        while (told().compareTo(until) < 0) {
            boolean boring = swarm.clock().nanos() - last > BORING.toNanos();
            Duration tick = TICK.multipliedBy((long) speed * (boring ? FASTER : 1));
            Duration before = told();
            Duration left = until.minus(before);
            loop.step(left.compareTo(tick) < 0 ? left : tick);
            int lines = narrator.lines() - told;
            told += lines;
            last = lines > 0 ? swarm.clock().nanos() : last;
            screen.progress(told(), story.length(), note());
            Duration passed = told().minus(before).dividedBy((long) speed * (boring ? FASTER : 1));
            if (!pace.pass(passed.plus(READING.multipliedBy(lines)))) {
                return false;
            }
        }
        return true;
    }

    private boolean say(Passage passage) {
        if (!passage.chapter().isEmpty()) {
            if (chapter > 0) {
                picture();
            }
            chapter++;
            screen.heading(chapter + ". " + passage.chapter());
        }
        if (!passage.words().isEmpty()) {
            screen.words(passage.words());
        }
        return pace.pass(LISTENING);
    }

    private Duration told() {
        return Duration.between(start, swarm.clock().instant());
    }

    private String note() {
        return chapter == 0 ? "Ctrl-C ends it" : "chapter " + chapter + " of " + story.chapters() + ", Ctrl-C ends it";
    }

    /** Every node with its memory and what runs there. */
    private void picture() {
        Map<String, NodeCensus> nodes = swarm.census().nodes();
        int width = nodes.keySet().stream().mapToInt(String::length).max().orElse(0);
        screen.plain("");
        nodes.forEach((name, node) -> {
            String head = "  " + Screen.padded(name, width) + "  ";
            if (node.on()) {
                String figure = String.format(Locale.ROOT, " %3d %%  ", Math.round(node.usedPercent()));
                screen.beside(head + screen.bar((double) node.used() / node.total()) + figure,
                        head.length() + screen.barWidth() + figure.length(),
                        node.tasks().stream().distinct().map(task -> times(node, task)).collect(Collectors.joining(", ")));
            } else {
                screen.plain(head + screen.faint("has no power"));
            }
        });
    }

    private static String times(NodeCensus node, String task) {
        long times = node.tasks().stream().filter(task::equals).count();
        return times == 1 ? task : task + " x" + times;
    }

    private void end(boolean listened) {
        if (listened) {
            picture();
        }
        screen.heading(listened ? "The end" : "Stopped");
        screen.words(Screen.clock(told()) + " of the swarm's time: " + narrator.summary()
                + ". All of it was simulated; nothing outside this program was touched.");
    }
}
