package io.orcastra.adapters.status;

import io.orcastra.adapters.http.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer. No body is read, and no head longer than 4 KiB. */
record StatusExchange(Map<String, Supplier<Optional<String>>> pages) {
    private static final int LONGEST_HEAD = 4096;
    private static final Pattern REQUEST = Pattern.compile("([A-Z]{1,10}) (/[^ ?]*)[^ ]* HTTP/1\\.[01]");

    void answer(SocketChannel connection) throws IOException {
        String head = head(connection);
        byte[] answer = answer(head).getBytes(StandardCharsets.UTF_8);
        for (ByteBuffer left = ByteBuffer.wrap(answer); left.hasRemaining();) {
            connection.write(left);
        }
    }

    private static String head(SocketChannel connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_HEAD);
        String head = "";
        while (!head.contains("\r\n\r\n") && buffer.hasRemaining() && connection.read(buffer) >= 0) {
            head = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        }
        return head;
    }

    private String answer(String head) {
        Matcher request = REQUEST.matcher(head.lines().findFirst().orElse(""));
        if (!head.contains("\r\n\r\n") || !request.matches()) {
            return error("400 Bad Request", "this is not a request of HTTP/1.1", "Maybe the client speaks another protocol.");
        }
        Supplier<Optional<String>> page = pages.get(request.group(2));
        if (page == null) {
            return error("404 Not Found", "there is nothing at this path", "Maybe see /openapi.json for the paths there are.");
        }
        if (!request.group(1).equals("GET")) {
            return error("405 Method Not Allowed", "this path answers GET only", "Maybe use the HTTP port for a POST.");
        }
        return page.get().map(text -> text("200 OK", text))
                .orElseGet(() -> error("503 Service Unavailable", Reply.NOTHING_TO_TELL, Reply.TOLD_LATER));
    }

    private static String error(String status, String message, String advice) {
        return text(status, "{\"error\":\"" + message + "\",\"advice\":\"" + advice + "\"}\n");
    }

    private static String text(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
                + "Connection: close\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
