package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A node of the lab.
 *
 * @param number from 1 on; the first nodes are the managers
 * @param name   its host name
 * @param id     its identity in the swarm
 * @param socket the socket of its engine, reachable while the node has power
 */
public record LabNode(int number, String name, String id, Path socket) {

    /** The engine's address as {@code DOCKER_HOST} takes it. */
    public String dockerHost() {
        return "unix://" + socket;
    }

    /** What the kernel says of its memory. */
    public Path meminfo() {
        return socket.resolveSibling(Path.of("proc", "meminfo"));
    }

    /** How often somebody came to it over SSH. */
    public long logins() {
        try (Stream<String> lines = Files.lines(socket.resolveSibling(Path.of("log", "ssh.log")))) {
            return lines.filter(line -> line.contains("Accepted publickey")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its folder {@code /srv}, as this machine sees it; of the rest of a node's files it sees nothing. */
    public Path srv() {
        return socket.resolveSibling("srv");
    }
}
