package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Observer} promises; one test class per implementation extends it. */
public abstract class ObserverContract {

    /** The observer under test, the same one however often it is asked for in a test, of a world that stands still. */
    protected abstract Observer observer();

    /** Fails when anything of that world is lacking. */
    protected abstract void assertComplete(Set<Object> facts);

    @Test
    void aLookIsComplete() throws Exception {
        assertComplete(observer().observe().facts());
    }

    @Test
    void aLookIsSignedWithTheNameOfItsSourceWhichNeverChanges() throws Exception {
        String name = observer().source();

        assertThat(name).matches("\\S+");
        assertThat(observer().observe().source()).isEqualTo(name);
        assertThat(observer().observe().source()).isEqualTo(name);
        assertThat(observer().source()).isEqualTo(name);
    }

    @Test
    void theSameWorldGivesEqualFactsNoEarlierThanBefore() throws Exception {
        Observation first = observer().observe();
        Observation second = observer().observe();

        assertThat(second.facts()).isEqualTo(first.facts());
        assertThat(second.at()).isAfterOrEqualTo(first.at());
    }

    @Test
    void whatWasSeenCannotBeChanged() throws Exception {
        Set<Object> facts = observer().observe().facts();

        assertThatThrownBy(() -> facts.add("another")).isInstanceOf(UnsupportedOperationException.class);
        for (Object fact : facts) {
            assertUnchangeable(fact);
        }
    }

    private static void assertUnchangeable(Object fact) throws ReflectiveOperationException {
        assertThat(fact.getClass()).isRecord();
        assertThat(fact.getClass().getPackageName()).startsWith("io.orcastra.facts.");
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(fact);
            assertThat(value).as("%s of %s", component.getName(), fact).isNotNull();
            if (value instanceof Collection<?> many) {
                assertThatThrownBy(many::clear).isInstanceOf(UnsupportedOperationException.class);
            } else if (value instanceof Map<?, ?> many) {
                assertThatThrownBy(many::clear).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }
}
