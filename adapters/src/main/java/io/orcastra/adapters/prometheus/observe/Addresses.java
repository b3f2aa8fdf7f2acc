package io.orcastra.adapters.prometheus.observe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names. May block for as long as it likes. */
@FunctionalInterface
public interface Addresses {

    /** The system's own look-up, which inside a container of the swarm knows {@code tasks.<service>}. */
    Addresses SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    /** @throws UnknownHostException when there is no such name */
    List<InetAddress> of(String name) throws UnknownHostException;
}
