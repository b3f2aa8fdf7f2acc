package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Of those that share a key no three are combined by that key alone, of whatever types they are: the hundred tasks of one
 * service, with what is known of each, are a million triples. Two are a pair of one service's own, which rules do ask for.
 */
final class ManyOfOneCheck implements Check {
    /** Only one fact of a type has it, so that three of it are one. */
    private static final Set<String> UNIQUE = Set.of("id", "taskId", "containerId", "name", "hostname");
    /** What tells facts of one key apart: of a type that has nothing of it but the key there is one for each key. */
    private static final Set<String> APART =
            Set.of("id", "taskId", "serviceId", "nodeId", "containerId", "imageId", "name", "key", "item");
    private static final int ENDURED = 2;

    private final FactTypes types;

    ManyOfOneCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Keys keys = new Keys(new Selecting(types, rule));
        List<Set<Keys.Key>> combined = new ArrayList<>();
        for (LintedPattern pattern : rule.patterns()) {
            combined.subList(pattern.before().size(), combined.size()).clear();
            Keys.Found found = keys.of(pattern);
            if (pattern.combines() && found.asked().size() == 1) {
                Keys.Key key = found.asked().iterator().next();
                List<Keys.Key> others = combined.stream().flatMap(one -> theOneOf(one, key).stream()).toList();
                if (isMany(key) && others.size() == ENDURED) {
                    report(rule, pattern, key, others, report);
                }
            }
            combined.add(isFoundByOneOfMany(found.asked()) ? found.asked() : found.bound());
        }
    }

    private static boolean isFoundByOneOfMany(Set<Keys.Key> asked) {
        return !asked.isEmpty() && asked.stream().noneMatch(key -> UNIQUE.contains(key.field()));
    }

    private Optional<Keys.Key> theOneOf(Set<Keys.Key> pattern, Keys.Key key) {
        return pattern.stream().filter(other -> other.variable().equals(key.variable()) && isMany(other)).findFirst();
    }

    private boolean isMany(Keys.Key key) {
        return !JoinCheck.FEW.contains(key.type()) && !UNIQUE.contains(key.field()) && types.named(key.type())
                .filter(type -> types.fields(type).stream().anyMatch(field -> APART.contains(field) && !field.equals(key.field())))
                .isPresent();
    }

    private static void report(LintedRule rule, LintedPattern pattern, Keys.Key key, List<Keys.Key> others, Report report) {
        boolean alike = others.stream().allMatch(other -> other.type().equals(key.type()));
        report.add(pattern.descr(), "pattern " + key.type() + " of \"" + rule.sentence() + "\" is the third that finds its facts by "
                        + key.field() + " == " + key.variable() + " alone: each " + key.type() + " with each "
                        + (alike ? "two others" : others.get(0).type() + " and each " + others.get(1).type()) + " of that "
                        + key.field() + ", so that a hundred of them are a million combinations",
                "Maybe accumulate, which counts them, or exists is meant, or a constraint is missing that tells them apart");
    }
}
