/** What a decision is good for: the cluster it is expected to make. */
package io.orcastra.engine.explain;
