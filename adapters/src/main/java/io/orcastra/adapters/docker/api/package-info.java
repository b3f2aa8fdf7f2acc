/**
 * The Docker Engine's API as it is on the wire: which engine, raw JSON both ways, deadlines that hold.
 *
 * <p>docker-java serves as transport only. Its typed models drop fields they do not know, and a specification written
 * back through them restarts tasks.
 */
package io.orcastra.adapters.docker.api;
