package io.orcastra.adapters.prometheus.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of UTF-8 that all end in a line feed, one in memory at a time. */
final class BoundedLines {

    private static final int CHUNK = 8192;

    private final InputStream in;
    private final ExpositionLimits limits;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final byte[] chunk = new byte[CHUNK];
    private byte[] line = new byte[512];
    private int next;
    private int filled;
    private long total;
    private int number;

    BoundedLines(InputStream in, ExpositionLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Number of the line last read, from 1. */
    int number() {
        return number;
    }

    /** The next line without its line feed; null at the end. */
    String next() throws IOException, MalformedExposition {
        int length = 0;
        for (int read = read(); read >= 0; read = read()) {
            if (read == '\n') {
                number++;
                return decoded(length);
            }
            if (length == limits.line()) {
                throw new MalformedExposition(number + 1, "longer than " + limits.line() + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(limits.line(), 2 * length));
            }
            line[length++] = (byte) read;
        }
        if (length > 0) {
            throw new MalformedExposition(number + 1, "cut off: the last line does not end");
        }
        return null;
    }

    private int read() throws IOException, MalformedExposition {
        if (next == filled) {
            filled = Math.max(0, in.read(chunk));
            next = 0;
            total += filled;
            if (filled == 0) {
                return -1;
            }
            if (total > limits.bytes()) {
                throw new MalformedExposition(0, "more than " + limits.bytes() + " bytes");
            }
        }
        return chunk[next++] & 0xff;
    }

    private String decoded(int length) throws MalformedExposition {
        try {
            return utf8.decode(ByteBuffer.wrap(line, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedExposition(number, "no UTF-8");
        }
    }
}
