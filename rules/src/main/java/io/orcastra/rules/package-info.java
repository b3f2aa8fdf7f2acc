/** The policy pack and everything that knows Drools' compiler: rule book, linter and compiled cache. */
package io.orcastra.rules;
