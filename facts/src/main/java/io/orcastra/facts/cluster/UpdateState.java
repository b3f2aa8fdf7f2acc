package io.orcastra.facts.cluster;

/** State of the service's last update, as {@code UpdateStatus.State}; {@code NONE} when it never had one. */
public enum UpdateState { NONE, UPDATING, PAUSED, COMPLETED, ROLLBACK_STARTED, ROLLBACK_PAUSED, ROLLBACK_COMPLETED }
