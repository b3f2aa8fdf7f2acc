package io.orcastra.facts.cluster;

/** Mode of a service. Any write to a job service runs the job again, so those are never written. */
public enum ServiceMode { REPLICATED, GLOBAL, REPLICATED_JOB, GLOBAL_JOB }
