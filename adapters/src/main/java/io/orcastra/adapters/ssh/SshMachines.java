package io.orcastra.adapters.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.Session;
import io.orcastra.adapters.ssh.SshFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Runs fixed commands on machines, one session each, no more at once than the settings allow. Thread-safe; every call
 * ends within its limit, whatever the machine does.
 */
final class SshMachines implements AutoCloseable {
    private static final int LONGEST_ANSWER = 4 << 20;
    private static final int KEEP_ALIVE_MILLIS = 5000;
    private static final Pattern TOKEN = Pattern.compile("SWMTKN-\\S+");

    private final SshSettings settings;
    private final BooleanSupplier dryRun;
    private final Semaphore sessions;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "ssh");
        thread.setDaemon(true);
        return thread;
    });

    /** @param dryRun whether no host key is written down */
    SshMachines(SshSettings settings, BooleanSupplier dryRun) {
        this.settings = settings;
        this.dryRun = dryRun;
        sessions = new Semaphore(settings.sessions(), true);
    }

    /**
     * What the command prints.
     *
     * @param input to its standard input, which stays open until it ends
     * @param limit for a session to come free, and from then on for the answer
     */
    byte[] run(String host, RemoteCommand command, byte[] input, Duration limit) throws SshFailure {
        try {
            if (!sessions.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SshFailure(Kind.UNREACHABLE, host + " was not asked: all " + settings.sessions()
                        + " sessions were in use for " + limit.toSeconds() + " s", null);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SshFailure(Kind.UNREACHABLE, "interrupted before " + host + " was asked", stop);
        }
        Conversation talk = new Conversation();
        Future<byte[]> answer = threads.submit(() -> exchange(host, command, input, talk));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            String within = " within " + limit.toSeconds() + " s";
            throw talk.isUnderWay()
                    ? new SshFailure(Kind.ENGINE_SILENT, where(host) + " lets us in, its engine did not answer" + within, late)
                    : new SshFailure(Kind.UNREACHABLE, where(host) + " did not answer" + within, late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SshFailure known ? known
                    : new SshFailure(Kind.UNREACHABLE, where(host) + ": " + words(failed.getCause()), failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SshFailure(Kind.UNREACHABLE, "interrupted while " + host + " was asked", stop);
        } finally {
            answer.cancel(true);
            talk.end();
            sessions.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private byte[] exchange(String host, RemoteCommand command, byte[] input, Conversation talk) throws SshFailure {
        try {
            JSch jsch = new JSch();
            TrustedHosts trusted = trusted(jsch);
            Session session = session(jsch, host);
            talk.over(session);
            connect(host, session, trusted);
            return execute(session, command, input, talk);
        } catch (JSchException | IOException broken) {
            throw new SshFailure(Kind.UNREACHABLE, where(host) + ": " + words(broken), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SshFailure(Kind.UNREACHABLE, where(host) + " was given up", stop);
        }
    }

    private TrustedHosts trusted(JSch jsch) throws SshFailure {
        try {
            return TrustedHosts.into(jsch, settings, dryRun);
        } catch (JSchException unusable) {
            throw new SshFailure(Kind.LOGIN_REFUSED, "the known hosts cannot be used: " + words(unusable), unusable);
        }
    }

    private Session session(JSch jsch, String host) throws SshFailure {
        try {
            jsch.addIdentity(settings.keyFile().toString());
            Session session = jsch.getSession(settings.user(), host, settings.port());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey");
            session.setServerAliveInterval(KEEP_ALIVE_MILLIS);
            session.setServerAliveCountMax(2);
            return session;
        } catch (JSchException unusable) {
            throw new SshFailure(Kind.LOGIN_REFUSED, "the key cannot be used: " + words(unusable), unusable);
        }
    }

    private void connect(String host, Session session, TrustedHosts trusted) throws SshFailure {
        try {
            session.connect((int) settings.timeout().toMillis());
        } catch (JSchUnknownHostKeyException unknown) {
            throw new SshFailure(Kind.UNTRUSTED, where(host) + " has a host key that is not in " + settings.knownHosts()
                    + trusted.unwritten().map(why -> ", and could not be written there: " + safe(why)).orElse(""), unknown);
        } catch (JSchChangedHostKeyException | JSchRevokedHostKeyException other) {
            throw new SshFailure(Kind.UNTRUSTED,
                    where(host) + " has another host key than the one in " + settings.knownHosts(), other);
        } catch (JSchException refused) {
            boolean login = words(refused).startsWith("Auth ") || words(refused).startsWith("Too many auth");
            throw new SshFailure(login ? Kind.LOGIN_REFUSED : Kind.UNREACHABLE, where(host) + ": " + words(refused), refused);
        }
    }

    private byte[] execute(Session session, RemoteCommand command, byte[] input, Conversation talk)
            throws JSchException, IOException, InterruptedException, SshFailure {
        ChannelExec channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(command.text(settings.needsSudo()));
        Complaint complaint = new Complaint();
        channel.setErrStream(complaint);
        InputStream out = channel.getInputStream();
        OutputStream in = channel.getOutputStream();
        channel.connect((int) settings.timeout().toMillis());
        talk.underWay();
        in.write(input);
        in.flush();
        byte[] answer = out.readNBytes(LONGEST_ANSWER);
        while (!channel.isClosed()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (channel.getExitStatus() != 0 && answer.length == 0) {
            int status = channel.getExitStatus();
            Kind kind = !session.isConnected() ? Kind.UNREACHABLE
                    : complaint.isRefusal(status) ? Kind.LOGIN_REFUSED : Kind.ENGINE_SILENT;
            throw new SshFailure(kind, where(session.getHost()) + ": " + command.text(settings.needsSudo())
                    + " ended with " + status + ": " + complaint.line(), null);
        }
        return answer;
    }

    private String where(String host) {
        return settings.user() + "@" + host + ":" + settings.port();
    }

    private static String words(Throwable failure) {
        return safe(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** One line, and no join token in it. */
    static String safe(String text) {
        return TOKEN.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("(token)");
    }
}
