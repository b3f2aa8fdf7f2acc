/** What will be done, what waits and what is refused, each with its reason: a value that can be printed and compared. */
package io.orcastra.engine.plan;
