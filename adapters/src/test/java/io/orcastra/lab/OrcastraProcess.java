package io.orcastra.lab;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A running daemon of the built distribution. What it logs is kept in {@code target/orcastra-logs} too. */
public final class OrcastraProcess implements AutoCloseable {

    /** Of a process that runs, on whatever machine; one that has ended refuses the connection at once. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Process process;
    private final URI http;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::readLog, "orcastra-log");

    OrcastraProcess(Process process, URI http) {
        this.process = process;
        this.http = http;
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * All lines that have come so far: of a running process not the last ones, which come through a pipe, later than what
     * they tell of is seen elsewhere.
     */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** The last lines logged, for the message of a failed assertion. */
    public String tail() {
        List<String> all = log();
        return String.join("\n", all.subList(Math.max(0, all.size() - 60), all.size()));
    }

    /** Waits until a line holds each of these texts. The failure shows the end of the log. */
    public void awaitLog(Duration limit, String... texts) {
        awaitTrue(limit, "log line with " + List.of(texts),
                () -> log.stream().anyMatch(line -> Stream.of(texts).allMatch(line::contains)));
    }

    /** Waits until {@code /healthz} says that the loop is alive and has seen the swarm; ends the daemon otherwise. */
    public OrcastraProcess awaitHealthy() {
        try {
            awaitTrue(RealTime.PATIENCE, "a good answer of /healthz", this::healthy);
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Waits until {@code /metrics} shows at least that value. */
    public void awaitMetric(Duration limit, String name, double least) {
        awaitTrue(limit, name + " of at least " + least, () -> metrics().getOrDefault(name, 0.0) >= least);
    }

    /** Waits until a sample has grown by that from what it is now. */
    public void awaitMore(String name, double more) {
        awaitMetric(RealTime.PATIENCE, name, metric(name) + more);
    }

    /** A sample, once {@code /metrics} shows it. */
    public double metric(String name) {
        AtomicReference<Double> sample = new AtomicReference<>();
        awaitTrue(RealTime.PATIENCE, "sample of " + name, () -> {
            sample.set(metrics().get(name));
            return sample.get() != null;
        });
        return sample.get();
    }

    /** Whether {@code /healthz} answers with 200 now. */
    public boolean healthy() {
        try {
            return get("/healthz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The body of {@code /healthz}, whatever its status. */
    public String health() {
        try {
            return get("/healthz").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All samples of {@code /metrics}, by name with labels; empty while it does not answer. */
    public Map<String, Double> metrics() {
        Map<String, Double> samples = new LinkedHashMap<>();
        try {
            HttpResponse<String> answer = get("/metrics");
            if (answer.statusCode() != 200) {
                return Map.of();
            }
            answer.body().lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
                int at = line.lastIndexOf(' ');
                samples.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
            });
        } catch (IOException e) {
            return Map.of();
        }
        return samples;
    }

    /** CPU time used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Process number. */
    public long pid() {
        return process.pid();
    }

    /** Memory of each process it has started and that still runs. */
    public List<Long> childResidentBytes() {
        return process.descendants().filter(ProcessHandle::isAlive).map(OrcastraProcess::resident).toList();
    }

    private static long resident(ProcessHandle child) {
        try {
            return Files.readAllLines(Path.of("/proc", "" + child.pid(), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst().orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Waits for the process to end by itself and returns its exit code; then the log is whole. */
    public int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                // a process it began may hold the pipe for some time
                reader.join(ANSWER.toMillis());
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("still running after " + limit + "; its log ends\n" + tail());
    }

    /** SIGKILL: no clean end of anything. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(RealTime.PATIENCE);
    }

    /** Sends a signal, such as {@code HUP}. */
    public void signal(String name) {
        LabCommand.run(Duration.ofSeconds(10), Map.of(), List.of("kill", "-" + name, "" + pid()));
    }

    /** SIGTERM, and the end within the grace period of 30 s; returns the exit code. */
    public int terminate() {
        process.destroy();
        return awaitEnd(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    /** Waits for a condition; the failure, at once when the daemon has ended, shows the end of the log. */
    public void awaitTrue(Duration limit, String what, Callable<Boolean> condition) {
        try {
            Pace pace = new Pace();
            await().atMost(limit).pollInterval(pace).ignoreExceptionsMatching(RealTime::isNoAnswer)
                    .failFast("the daemon has ended", () -> !alive()).until(pace.of(condition));
        } catch (TerminalFailureException e) {
            throw new AssertionError("no " + what + ", because the daemon has ended; its log ends\n" + tail(), e);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no " + what + " within " + limit + "; the log ends\n" + tail(), e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(http.resolve(path)).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void readLog() {
        Path copy = Path.of("target", "orcastra-logs", process.pid() + ".log");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(makeParent(copy)), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // JSON may write a slash as \\/
                log.add(line.replace("\\/", "/"));
                file.println(line);
            }
        } catch (IOException e) {
            log.add("(log ended: " + e.getMessage() + ")");
        }
    }

    private static Path makeParent(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }
}
