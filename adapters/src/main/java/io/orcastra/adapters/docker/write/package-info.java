/**
 * The only way anything is written to a service or a node: raw JSON, read, changed in exactly the places meant, written
 * with the version it was read in, read again and compared.
 */
package io.orcastra.adapters.docker.write;
