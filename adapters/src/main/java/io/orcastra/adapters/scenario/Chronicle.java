package io.orcastra.adapters.scenario;

import io.orcastra.adapters.report.Spans;
import io.orcastra.adapters.scenario.script.Performance;
import io.orcastra.adapters.scenario.script.Sighting;
import io.orcastra.adapters.scenario.script.Sighting.Kind;
import io.orcastra.adapters.scenario.script.Stay;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The course of a scenario as prose: actions, what stood in the way of others, and findings, each once. */
final class Chronicle {
    private Chronicle() {
    }

    static String of(Performance performance) {
        StringBuilder text = new StringBuilder("# " + performance.script().title() + "\n\nWhat Orcastra decided in "
                + Spans.of(performance.script().length()) + " of virtual time.\n\n");
        Set<List<Object>> said = new HashSet<>();
        int lines = 0;
        for (Stay stay : performance.stays()) {
            Sighting seen = stay.sighting();
            boolean news = seen.kind() == Kind.ACTION || said.add(
                    List.of(seen.kind(), seen.what(), seen.subject(), seen.rule()));
            if (news && (seen.kind() == Kind.ACTION || seen.kind() == Kind.VETO || seen.kind() == Kind.FINDING)) {
                text.append("- ").append(clock(stay.from())).append(' ').append(seen.kind() == Kind.ACTION ? "**" : "")
                        .append(seen.text()).append(seen.kind() == Kind.ACTION ? "**" : "").append('\n');
                lines++;
            }
        }
        return lines == 0 ? text + "Nothing.\n" : text.toString();
    }

    private static String clock(Duration at) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", at.toHours(), at.toMinutesPart(), at.toSecondsPart());
    }
}
