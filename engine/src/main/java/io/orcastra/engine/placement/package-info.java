/**
 * A model of SwarmKit's scheduler ({@code manager/scheduler}, {@code manager/constraint}): which nodes it would refuse
 * and why, and which it would choose.
 */
package io.orcastra.engine.placement;
