package io.orcastra.facts.policy;

/**
 * One thing the file wishes of that service. Values may be secrets and stay in the configuration.
 *
 * @param service its full name
 * @param mark    a place in the spec as a JSON pointer, a space, and a digest of what is to stand there; equal for equal
 *                wishes
 * @param setting the mark, a space, and what is to stand there as JSON, with {@code ***} for what is not shown
 */
public record ExporterSetting(String service, String mark, String setting) {
}
