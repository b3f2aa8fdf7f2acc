/** Where memory is measured, as configured. */
package io.orcastra.adapters.prometheus.source;
