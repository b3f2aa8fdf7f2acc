package io.orcastra.engine.memory;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.room.HeapFilled;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;
import org.kie.api.runtime.rule.FactHandle;

/** One rule session, used by one thread. After a {@link RuleFailure} only {@link #close()} is left to call. */
final class RuleSession implements AutoCloseable {
    /** How the executable model names the rules whose condition threw: {@code [Rule "a", "b" in file]}. */
    private static final Pattern CULPRITS = Pattern.compile("\\[Rule (\"[^\\]]+)]$");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    private final KieSession session;
    private final Witness witness;

    RuleSession(RuleBook rules, EngineListener listener) {
        session = rules.kieBase().newKieSession();
        witness = new Witness(rules, listener);
        session.addEventListener((AgendaEventListener) witness);
        session.addEventListener((RuleRuntimeEventListener) witness);
    }

    FactHandle insert(Object fact) {
        return session.insert(fact);
    }

    void replace(FactHandle handle, Object fact) {
        session.update(handle, fact);
    }

    void delete(FactHandle handle) {
        session.delete(handle);
    }

    /**
     * Lets the rules conclude until nothing follows any more.
     *
     * @param limit consequences after which the rules are taken for endless
     */
    Conclusions conclude(int limit) throws RuleFailure {
        witness.startCounting();
        int fired = fire(limit);
        if (fired >= limit) {
            throw new RuleFailure(
                    List.of(witness.busiestRule()), "still concluding after " + limit + " consequences in one cycle", null);
        }
        return witness.conclusions();
    }

    private int fire(int limit) throws RuleFailure {
        try {
            return session.fireAllRules(limit);
        } catch (ConsequenceException thrown) {
            throw new RuleFailure(
                    List.of(thrown.getMatch().getRule().getName()), "its consequence threw " + first(thrown), thrown);
        } catch (HeapFilled thrown) {
            throw new RuleFailure(thrown.rules(), "its condition " + thrown.getMessage(), thrown);
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            throw new RuleFailure(culprits(thrown), "its condition threw " + first(thrown), thrown);
        }
    }

    private static List<String> culprits(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            Matcher named = CULPRITS.matcher(String.valueOf(each.getMessage()));
            if (named.find()) {
                return NAME.matcher(named.group(1)).results().map(name -> name.group(1)).toList();
            }
        }
        return List.of();
    }

    /** What was thrown in the rule itself, without the wrapping around it. */
    private static String first(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }

    @Override
    public void close() {
        session.dispose();
    }
}
