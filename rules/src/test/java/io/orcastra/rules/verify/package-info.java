/** What tests of rules are written with; other modules' tests use it from the test-jar. */
package io.orcastra.rules.verify;
