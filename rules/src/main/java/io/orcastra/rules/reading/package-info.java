/**
 * Rules as a person reads them: their conditions walked against facts in plain Java, to say where a rule stops and by how
 * much. The engine's own answer comes from Drools; that both agree on every rule built in is tested.
 */
package io.orcastra.rules.reading;
