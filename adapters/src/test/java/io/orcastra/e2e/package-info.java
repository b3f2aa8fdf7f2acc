/**
 * What is promised, shown on a real multi-node swarm: the built distribution runs beside it, and the engines' own
 * answers and timestamps are the judge.
 */
package io.orcastra.e2e;
