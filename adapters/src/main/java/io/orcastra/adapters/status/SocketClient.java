package io.orcastra.adapters.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Over the socket in the state folder; one request for each connection. */
record SocketClient(Path socket) implements StatusClient {
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int BUFFER = 65_536;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+) *$");
    private static final String END_OF_HEAD = "\r\n\r\n";

    @Override
    public Answer get(String path) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            for (ByteBuffer left = ByteBuffer.wrap(request); left.hasRemaining();) {
                channel.write(left);
            }
            return answer(all(channel));
        }
    }

    @Override
    public String address() {
        return socket.toString();
    }

    @Override
    public String advice() {
        return "Maybe the daemon runs in a container (docker exec), on another node (--url), as another user, or with "
                + "another STATE_DIR.";
    }

    private static byte[] all(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (channel.read(buffer) >= 0) {
                if (buffer.position() == 0 && selector.select(TIMEOUT_MILLIS) == 0) {
                    throw new SocketTimeoutException("nothing came for " + TIMEOUT_MILLIS / 1000 + " s");
                }
                selector.selectedKeys().clear();
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return all.toByteArray();
    }

    private static Answer answer(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(END_OF_HEAD);
        Matcher status = STATUS.matcher(text.lines().findFirst().orElse(""));
        if (end < 0 || !status.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        String body = text.substring(end + END_OF_HEAD.length());
        Matcher length = LENGTH.matcher(text.substring(0, end));
        if (length.find() && Integer.parseInt(length.group(1)) != body.getBytes(StandardCharsets.UTF_8).length) {
            throw new IOException("the answer was cut short");
        }
        return new Answer(Integer.parseInt(status.group(1)), body);
    }
}
