package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    /** A name whose letters can only be looked at so often. */
    private static final class CountedName implements CharSequence {
        private final String name;
        private final long most;
        private long looks;

        CountedName(String name, long most) {
            this.name = name;
            this.most = most;
        }

        @Override
        public int length() {
            return name.length();
        }

        @Override
        public char charAt(int index) {
            assertThat(++looks).isLessThanOrEqualTo(most);
            return name.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.substring(start, end);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "build-*, build-7, true", "build-*, a-build-7, false", "*cache*, my-cache-1, true", "*cache*, my-cash, false",
            "a?c, abc, true", "a?c, ac, false", "a*b*c, a-b-b-c, true", "a*b*c, a-c-b, false", "*ab, aab, true", "*a*a, a, false",
            "a.c, abc, false", "***, anything, true", "a**b, ab, true", "*.tar.gz, x.tar.gz, true", "*?*, a, true",
    })
    @DisplayName("a star stands for any letters or none, a question mark for one, and all else for itself")
    void meaning(String pattern, String name, boolean matches) {
        assertThat(name.matches(Wildcards.regex(pattern))).isEqualTo(matches);
    }

    @Test
    @DisplayName("what is matched is what a star and a question mark mean, whatever the pattern and the name")
    void sameAsTrying() {
        Random random = new Random(5);
        long matched = 0;
        for (int i = 0; i < 50_000; i++) {
            String pattern = random.ints(random.nextInt(9), 0, 6).mapToObj(at -> "ab?***".substring(at, at + 1))
                    .collect(Collectors.joining());
            String name = random.ints(random.nextInt(9), 0, 2).mapToObj(at -> "ab".substring(at, at + 1)).collect(Collectors.joining());
            boolean meant = means(pattern, name);
            assertThat(name.matches(Wildcards.regex(pattern))).as("%s on %s", pattern, name).isEqualTo(meant);
            matched += meant ? 1 : 0;
        }
        assertThat(matched).isBetween(5_000L, 45_000L);
    }

    private static boolean means(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return IntStream.rangeClosed(0, name.length()).anyMatch(at -> means(pattern.substring(1), name.substring(at)));
        }
        return !name.isEmpty() && (pattern.charAt(0) == '?' || pattern.charAt(0) == name.charAt(0))
                && means(pattern.substring(1), name.substring(1));
    }

    @ParameterizedTest
    @CsvSource({"*a, b", "a*, b", "*?, b", "*aa, b"})
    @DisplayName("a thousand stars look at each letter of a long name a few times, though the name does not match")
    void hostile(String repeated, String end) {
        var name = new CountedName("a".repeat(10_000), 6L * 10_000);

        assertThat(Pattern.compile(Wildcards.regex(repeated.repeat(1_000) + end)).matcher(name).matches()).isFalse();
        assertThat(name.looks).isGreaterThan(1_000L);
    }
}
