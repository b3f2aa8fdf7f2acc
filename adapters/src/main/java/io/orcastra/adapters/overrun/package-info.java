/** Whether rules come to an end, and which ones do not. */
package io.orcastra.adapters.overrun;
