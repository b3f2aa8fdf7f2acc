package io.orcastra.adapters.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the daemon in the same container how it is: exit code 0 when {@code /healthz} answers 200, else 1. A program of
 * its own on a bare socket, because it starts every thirty seconds: half the time of one with an HTTP client and a
 * command line parser.
 */
public final class Healthcheck {

    private static final int TIMEOUT_MILLIS = 4000;
    private static final int DEFAULT_PORT = 6060;

    private Healthcheck() {
    }

    public static void main(String[] arguments) {
        System.exit(healthy(System.getenv("HTTP_ADDRESS")) ? ExitCode.GOOD : ExitCode.FAILURE);
    }

    /** @param address as the daemon was given it; null for its default */
    static boolean healthy(String address) {
        InetSocketAddress daemon = daemon(address == null ? "" : address.strip());
        try (Socket socket = new Socket()) {
            socket.connect(daemon, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write("GET /healthz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = in.readLine();
            return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
        } catch (IOException e) {
            return false;
        }
    }

    /** A daemon that listens on all addresses is asked on the local one. */
    private static InetSocketAddress daemon(String address) {
        int colon = address.lastIndexOf(':');
        boolean withPort = colon >= 0 && address.indexOf(':') == colon || address.contains("]:");
        String host = (withPort ? address.substring(0, colon) : address).replaceAll("[\\[\\]]", "");
        int port = withPort ? Integer.parseInt(address.substring(colon + 1)) : DEFAULT_PORT;
        boolean any = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        return new InetSocketAddress(any ? "localhost" : host, port);
    }
}
