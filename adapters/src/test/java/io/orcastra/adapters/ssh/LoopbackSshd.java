package io.orcastra.adapters.ssh;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orcastra.lab.RealTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on this machine's loopback, with keys of its own, which lets one key in as root. */
public final class LoopbackSshd implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/sbin/sshd");

    private static final String GREETING = "SSH-2.0-";

    private final Path folder;
    private final int port;
    private final Process process;

    private LoopbackSshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Skips a test where there is no such server, unless all of them are required. */
    public static void assumeItCanRun() {
        assumeTrue("required".equals(System.getenv("ORCASTRA_LAB"))
                || Files.isExecutable(BINARY) && "root".equals(System.getProperty("user.name")), "needs root and OpenSSH's server");
    }

    /**
     * Waits until it listens; on another port where somebody has taken the one that was free a moment ago.
     *
     * @param folder     for its files
     * @param dockerHost engine of the machine it plays
     */
    public static LoopbackSshd start(Path folder, String dockerHost) throws IOException, InterruptedException {
        keygen(folder.resolve("host"));
        keygen(folder.resolve("client"));
        Files.copy(folder.resolve("client.pub"), folder.resolve("authorized"));
        Files.createDirectories(Path.of("/run/sshd"));
        LoopbackSshd sshd = begin(folder, dockerHost);
        while (!sshd.listens()) {
            sshd = begin(folder, dockerHost);
        }
        return sshd;
    }

    private static LoopbackSshd begin(Path folder, String dockerHost) throws IOException {
        int port = freePort();
        Path config = Files.write(folder.resolve("sshd_config"), List.of("ListenAddress 127.0.0.1:" + port,
                "HostKey " + folder.resolve("host"), "AuthorizedKeysFile " + folder.resolve("authorized"), "PidFile none",
                "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password", "LogLevel DEBUG1", "MaxStartups 100",
                // bash below another shell does not read the profile of whoever runs the tests, which may be slow
                "SetEnv DOCKER_HOST=" + dockerHost + " SHLVL=1"));
        Process process = new ProcessBuilder(BINARY.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        return new LoopbackSshd(folder, port, process);
    }

    static void keygen(Path key) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .inheritIO().start();
        if (!keygen.waitFor(60, TimeUnit.SECONDS) || keygen.exitValue() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    /** Root with the right key, and the right host key known. */
    SshSettings settings() throws IOException {
        return settings(folder.resolve("client"), known(folder.resolve("host.pub")), false);
    }

    SshSettings settings(Path key, Path knownHosts, boolean trustOnFirstUse) {
        return new SshSettings("root", port, key, knownHosts, trustOnFirstUse, Duration.ofSeconds(20), 4);
    }

    /** A file of known hosts in which this server has that key. */
    Path known(Path publicKey) throws IOException {
        String[] key = Files.readString(publicKey).split(" ");
        return Files.writeString(Files.createTempFile(folder, "known", ""), "[127.0.0.1]:" + port + " " + key[0] + " " + key[1] + "\n");
    }

    public int port() {
        return port;
    }

    /** All it logged, commands included. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Whether it has its port; waits until that is known. */
    private boolean listens() {
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> greets() || !process.isAlive());
        return process.isAlive();
    }

    /** Somebody else on that port would not say the like. */
    private boolean greets() {
        try (Socket probe = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            probe.setSoTimeout(1000);
            return new String(probe.getInputStream().readNBytes(GREETING.length()), StandardCharsets.US_ASCII).equals(GREETING);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }
}
