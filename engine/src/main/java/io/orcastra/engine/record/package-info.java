/** What was observed, concluded and decided in a cycle: the answer to "why". */
package io.orcastra.engine.record;
