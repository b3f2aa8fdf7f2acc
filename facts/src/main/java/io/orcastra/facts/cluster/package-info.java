/** What Swarm says is true: one immutable record per object and rate of change, in Swarm's own words. */
package io.orcastra.facts.cluster;
