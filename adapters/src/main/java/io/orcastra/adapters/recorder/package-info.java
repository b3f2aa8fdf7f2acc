/** The flight recorder: facts and decisions in files of the state folder, and back. */
package io.orcastra.adapters.recorder;
