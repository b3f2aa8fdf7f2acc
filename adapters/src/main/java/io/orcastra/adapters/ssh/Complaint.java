package io.orcastra.adapters.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The beginning of what a command writes to its standard error; the rest, however long, is dropped. */
final class Complaint extends OutputStream {
    private static final int KEPT_BYTES = 4096;
    private static final int LONGEST_LINE = 300;
    private static final int CANNOT_BE_RUN = 126;
    private static final int NOT_FOUND = 127;
    private static final Pattern SUDO = Pattern.compile(
            "(?m)^sudo: .*(password|askpass|tty)|is not allowed to (execute|run)|is not in the sudoers");

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int one) {
        if (beginning.size() < KEPT_BYTES) {
            beginning.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        beginning.write(bytes, from, Math.min(length, KEPT_BYTES - beginning.size()));
    }

    /**
     * Whether the machine did not run the command: its engine was not asked, and may be well.
     *
     * @param exitStatus of the command
     */
    boolean isRefusal(int exitStatus) {
        return exitStatus == CANNOT_BE_RUN || exitStatus == NOT_FOUND || SUDO.matcher(text()).find();
    }

    /** One line without a join token, of a length for a message. */
    String line() {
        String line = SshMachines.safe(text());
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    private synchronized String text() {
        return beginning.toString(StandardCharsets.UTF_8);
    }
}
