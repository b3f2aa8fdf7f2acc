package io.orcastra.facts.policy;

/** Present when the operator enabled pruning of labels that neither inventory nor anchor gives. */
public record LabelPruning() {
}
