package io.orcastra.adapters.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The known host keys, read anew for each connection. With trust on first use a key of a host that has none is written
 * down and trusted from then on, in a dry run only trusted; a key that differs from the known one never is.
 */
final class TrustedHosts implements HostKeyRepository {
    private static final Object WRITING = new Object();

    private final HostKeyRepository known;
    private final Path file;
    private final boolean trustOnFirstUse;
    private final BooleanSupplier dryRun;
    private volatile String unwritten;

    private TrustedHosts(HostKeyRepository known, Path file, boolean trustOnFirstUse, BooleanSupplier dryRun) {
        this.known = known;
        this.file = file;
        this.trustOnFirstUse = trustOnFirstUse;
        this.dryRun = dryRun;
    }

    /** @return what is asked for host keys from now on */
    static TrustedHosts into(JSch jsch, SshSettings settings, BooleanSupplier dryRun) throws JSchException {
        if (Files.exists(settings.knownHosts())) {
            jsch.setKnownHosts(settings.knownHosts().toString());
        }
        TrustedHosts trusted =
                new TrustedHosts(jsch.getHostKeyRepository(), settings.knownHosts(), settings.trustOnFirstUse(), dryRun);
        jsch.setHostKeyRepository(trusted);
        return trusted;
    }

    /** Why a key that was to be trusted could not be written down, and so is not. */
    Optional<String> unwritten() {
        return Optional.ofNullable(unwritten);
    }

    @Override
    public int check(String host, byte[] key) {
        int found = known.check(host, key);
        boolean first = found == NOT_INCLUDED && trustOnFirstUse && hasNone(known, host);
        if (!first) {
            return found;
        }
        if (dryRun.getAsBoolean()) {
            return OK;
        }
        try {
            return trust(host, key);
        } catch (JSchException | IOException failure) {
            unwritten = failure.getClass().getSimpleName() + ": " + failure.getMessage();
            return NOT_INCLUDED;
        }
    }

    /** A key of another kind than the known one is as suspicious as another key. */
    private static boolean hasNone(HostKeyRepository known, String host) {
        HostKey[] keys = known.getHostKey(host, null);
        return keys == null || keys.length == 0;
    }

    /** Another first talk with that host may have written a key since this one read the file: first use is only once. */
    private int trust(String host, byte[] key) throws JSchException, IOException {
        synchronized (WRITING) {
            if (Files.exists(file)) {
                JSch anew = new JSch();
                anew.setKnownHosts(file.toString());
                int found = anew.getHostKeyRepository().check(host, key);
                if (found != NOT_INCLUDED || !hasNone(anew.getHostKeyRepository(), host)) {
                    return found;
                }
            }
            write(new HostKey(host, key));
            return OK;
        }
    }

    private void write(HostKey key) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.writeString(file, (endsInsideALine() ? "\n" : "") + key.getHost() + " " + key.getType() + " " + key.getKey() + "\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** An operator's editor may have left the last line without its end. */
    private boolean endsInsideALine() throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        byte[] before = Files.readAllBytes(file);
        return before.length > 0 && before[before.length - 1] != '\n';
    }

    @Override
    public void add(HostKey hostkey, UserInfo userInfo) {
        throw new UncheckedIOException(new IOException("host keys are added by trust on first use only"));
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException("known host keys are the operator's");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException("known host keys are the operator's");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return file.toString();
    }

    @Override
    public HostKey[] getHostKey() {
        return known.getHostKey();
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return known.getHostKey(host, type);
    }
}
