package io.orcastra.facts.cluster;

/**
 * What stands at a place of such a service's spec. An image with a digest is there twice, without it as well.
 *
 * @param setting a place in the spec as a JSON pointer, a space, and a digest of what stands there, which may be a secret
 */
public record DeployedSetting(String serviceId, String setting) {
}
