/** What may be shown or handed on of facts and texts in which their owner may have put a secret. */
package io.orcastra.adapters.masking;
