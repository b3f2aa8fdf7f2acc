package io.orcastra.rules.lint;

import java.util.List;
import java.util.Map;

/** What a constraint speaks of, whatever it is called in the rule. Facts are numbered, those of each rule otherwise. */
sealed interface Term {

    /** The same of other facts; a fact that is not named stays. */
    Term with(Map<Integer, Integer> facts);

    /** @param value text, number ({@link Double}), flag, or the name of a constant of an enumeration with its type */
    record Constant(Object value) implements Term {
        @Override
        public Term with(Map<Integer, Integer> facts) {
            return this;
        }
    }

    /** @param path as in {@code action#Relocate.mends}; empty for the fact itself */
    record Field(int fact, String path) implements Term {
        @Override
        public Term with(Map<Integer, Integer> facts) {
            return new Field(facts.getOrDefault(fact, fact), path);
        }

        /** @param step what stands behind, with its dot or # */
        Field then(String step) {
            return new Field(fact, path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step);
        }
    }

    /** What is made of others, such as a sum or a new action. */
    record Made(String how, List<Term> parts) implements Term {
        public Made {
            parts = List.copyOf(parts);
        }

        @Override
        public Term with(Map<Integer, Integer> facts) {
            return new Made(how, parts.stream().map(part -> part.with(facts)).toList());
        }
    }
}
