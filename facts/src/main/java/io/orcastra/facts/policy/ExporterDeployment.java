package io.orcastra.facts.policy;

/**
 * The wish that node_exporter runs on every node, as a global service that Orcastra makes and keeps.
 *
 * @param service its full name
 * @param wish    equal for equal settings, so that a changed file waits for no attempt before it
 */
public record ExporterDeployment(String service, String wish) {
}
