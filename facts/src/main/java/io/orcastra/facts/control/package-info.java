/** What the engine knows of itself and of time: present while it holds, absent otherwise; rules read no clock. */
package io.orcastra.facts.control;
