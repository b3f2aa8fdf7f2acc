package io.orcastra.facts.cluster;

/** A service that Orcastra made and may therefore write: it bears the label {@code orchestration.deployed.by=orcastra}. */
public record DeployedService(String serviceId, String name) {
}
