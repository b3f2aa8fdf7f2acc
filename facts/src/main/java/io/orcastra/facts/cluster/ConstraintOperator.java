package io.orcastra.facts.cluster;

/** The two operators SwarmKit knows ({@code manager/constraint/constraint.go}). */
public enum ConstraintOperator { EQUAL, NOT_EQUAL }
