package io.orcastra.lab;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Passes the requests of one connection on, byte by byte as they are, and tells method and target of each. Follows
 * kept-alive connections, counted and chunked bodies; after an upgrade everything is passed on unread.
 */
final class HttpRequests {

    private final ReadableByteChannel from;
    private final WritableByteChannel to;
    private final BiConsumer<String, String> heard;
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).flip();

    HttpRequests(ReadableByteChannel from, WritableByteChannel to, BiConsumer<String, String> heard) {
        this.from = from;
        this.to = to;
        this.heard = heard;
    }

    /** Returns when the client closes between two requests; throws {@link EOFException} within one. */
    void passAll() throws IOException {
        while (in.hasRemaining() || fill()) {
            String header = readUntil("\r\n\r\n");
            String[] request = header.split("[ \r]", 3);
            // told before it is sent: whoever sees its effect finds it recorded
            heard.accept(request[0], request[1]);
            send(header);
            passBody(header.toLowerCase(Locale.ROOT));
        }
    }

    private void passBody(String header) throws IOException {
        if (header.contains("\r\nupgrade:")) {
            passRest();
        } else if (header.contains("\r\ntransfer-encoding: chunked")) {
            passChunks();
        } else {
            int at = header.indexOf("\r\ncontent-length:");
            if (at >= 0) {
                pass(Long.parseLong(header.substring(at + 17, header.indexOf('\r', at + 2)).strip()));
            }
        }
    }

    private void passChunks() throws IOException {
        long size;
        do {
            String line = readUntil("\r\n");
            size = Long.parseLong(line.replaceFirst("[;\r].*", "").strip(), 16);
            send(line);
            pass(size);
            send(readUntil("\r\n"));
        } while (size > 0);
    }

    private void pass(long count) throws IOException {
        long left = count;
        while (left > 0) {
            need();
            ByteBuffer part = in.slice(in.position(), (int) Math.min(left, in.remaining()));
            int length = part.remaining();
            drain(part);
            in.position(in.position() + length);
            left -= length;
        }
    }

    private void passRest() throws IOException {
        do {
            drain(in);
        } while (fill());
    }

    private String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || !text.substring(text.length() - end.length()).equals(end)) {
            need();
            text.append((char) (in.get() & 0xff));
        }
        return text.toString();
    }

    private void send(String text) throws IOException {
        drain(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void need() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            throw new EOFException();
        }
    }

    private boolean fill() throws IOException {
        in.clear();
        int count = from.read(in);
        in.flip();
        return count > 0;
    }
}
