/** Joins that stop before their matches fill the heap: the only thing taken from inside Drools, found by it as a service. */
package io.orcastra.rules.room;
