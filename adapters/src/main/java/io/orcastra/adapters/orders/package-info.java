/** What operators order by a file or over HTTP, and what became of it. */
package io.orcastra.adapters.orders;
