package io.orcastra.adapters.report;

import io.orcastra.engine.explain.Balance;
import io.orcastra.engine.explain.Forecast;
import io.orcastra.engine.explain.Forecast.MemoryForecast;
import io.orcastra.engine.explain.Forecast.NodeForecast;
import io.orcastra.engine.explain.Forecast.ServiceForecast;
import io.orcastra.engine.explain.Forecast.TaskForecast;
import io.orcastra.engine.explain.Forecast.Violation;
import java.time.Duration;
import java.util.List;

/** What becomes of {@link SampleDecision}, with one of everything a prediction can show. */
final class SampleForecast {

    private static final long GIB = 1L << 30;

    private SampleForecast() {
    }

    static Forecast forecast() {
        return new Forecast(
                List.of(new NodeForecast(SampleDecision.MANAGER, true, 1, 2,
                                new MemoryForecast(SampleDecision.MANAGER, 16 * GIB, 5 * GIB, 8 * GIB)),
                        new NodeForecast(SampleDecision.WORKER, true, 1, 0,
                                new MemoryForecast("rack-7", 16 * GIB, 147 * GIB / 10, 117 * GIB / 10)),
                        new NodeForecast(SampleDecision.DEAD, false, 1, 1, null)),
                List.of(new TaskForecast("t2", SampleDecision.WORKER, SampleDecision.MANAGER)),
                List.of(new ServiceForecast(SampleDecision.WEB, 1, Duration.ofMillis(3400))), List.of(),
                new Balance(Balance.Of.MEMORY, 80, 97),
                List.of(new Violation("ORC-COL-010", SampleDecision.WEB, "its anchor " + SampleDecision.DB + " runs elsewhere")),
                List.of(new Violation("ORC-RST-010", SampleDecision.DB, "it has no running task")),
                List.of(new Violation("ORC-ANC-020", SampleDecision.WORKER, "the label db is on a node its anchor has left")),
                Duration.ofSeconds(12),
                List.of("The memory of " + SampleDecision.WEB + " is not known: its move is not in the picture."));
    }
}
