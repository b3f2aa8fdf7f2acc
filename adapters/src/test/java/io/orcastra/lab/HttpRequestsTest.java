package io.orcastra.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests that pass the proxy")
class HttpRequestsTest {

    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

    @Test
    @DisplayName("are each heard on a kept-alive connection, whatever their bodies, and pass unchanged")
    void hearsEveryRequest() throws IOException {
        String sent = "GET /v1.41/nodes?x=1 HTTP/1.1\r\nHost: d\r\n\r\n"
                + "POST /a HTTP/1.1\r\nContent-Length: 30\r\n\r\nPOST /not/a/request HTTP/1.1\r\n"
                + "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nGET /\r\n0\r\n\r\n"
                + "DELETE /c HTTP/1.1\r\nHost: d\r\n\r\n";
        pass(sent);
        assertThat(heard).containsExactly("GET /v1.41/nodes?x=1", "POST /a", "POST /b", "DELETE /c");
        assertThat(passed.toString(StandardCharsets.ISO_8859_1)).isEqualTo(sent);
    }

    @Test
    @DisplayName("are no longer read after an upgrade")
    void leavesUpgradedConnectionsAlone() throws IOException {
        String sent = "POST /session HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nGET /inside HTTP/1.1\r\n\r\n";
        pass(sent);
        assertThat(heard).containsExactly("POST /session");
        assertThat(passed.toString(StandardCharsets.ISO_8859_1)).isEqualTo(sent);
    }

    @Test
    @DisplayName("that break off are an error")
    void noticesABreak() {
        assertThatThrownBy(() -> pass("POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"))
                .isInstanceOf(EOFException.class);
    }

    @Test
    @DisplayName("are told without version and query, with reads and writes apart")
    void tellsPaths() {
        SeenRequest read = new SeenRequest(null, "GET", "/v1.41/tasks?filters=x");
        assertThat(read.path()).isEqualTo("/tasks");
        assertThat(read.writes()).isFalse();
        assertThat(new SeenRequest(null, "POST", "/services/x/update").writes()).isTrue();
    }

    private void pass(String sent) throws IOException {
        new HttpRequests(Channels.newChannel(new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1))),
                Channels.newChannel(passed), (method, target) -> heard.add(method + " " + target)).passAll();
    }
}
