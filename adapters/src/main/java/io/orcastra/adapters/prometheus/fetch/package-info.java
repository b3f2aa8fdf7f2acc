/** HTTP requests that end in time, whatever the other side does. */
package io.orcastra.adapters.prometheus.fetch;
