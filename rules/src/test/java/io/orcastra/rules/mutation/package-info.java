/**
 * Do the tests of the rules notice when a rule is changed? Each condition of each built-in rule is dropped, turned round,
 * loosened or shifted by one, one at a time, and some test has to fail.
 */
package io.orcastra.rules.mutation;
