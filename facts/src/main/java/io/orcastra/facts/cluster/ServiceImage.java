package io.orcastra.facts.cluster;

/**
 * A name of an image that a service uses, or used before its last update and would again after a rollback; written as in
 * {@link ImageName}. Told when garbage is looked for.
 */
public record ServiceImage(String service, String name) {
}
