package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Prediction.Memory;
import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.Score;
import io.orcastra.adapters.report.Prediction.ServiceChange;
import io.orcastra.adapters.report.Prediction.Violation;
import io.orcastra.adapters.report.Prediction.Violations;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.engine.explain.Forecast;
import io.orcastra.engine.explain.Forecast.MemoryForecast;
import io.orcastra.engine.explain.Forecast.NodeForecast;
import io.orcastra.engine.explain.Forecast.TaskForecast;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A forecast with every id resolved to a name; pure. */
record Predicting(Names names) {

    Prediction of(Forecast forecast) {
        return new Prediction(
                seconds(forecast.takes()),
                new Score(forecast.balance().of().name().toLowerCase(Locale.ROOT), forecast.balance().before(),
                        forecast.balance().after()),
                forecast.nodes().stream().map(node -> node(node, forecast.moves())).toList(),
                forecast.services().stream().map(service -> new ServiceChange(subject(service.serviceId()),
                        service.restarts(), seconds(service.downtime()))).toList(),
                new Violations(violations(forecast.gone()), violations(forecast.left()), violations(forecast.come())),
                forecast.caveats().stream().map(names::in).toList());
    }

    private NodeChange node(NodeForecast node, List<TaskForecast> moves) {
        String id = node.nodeId();
        return new NodeChange(subject(id), node.takesTasks(), node.tasksBefore(), node.tasksAfter(),
                memory(node.memory()), tasks(moves, move -> move.to().equals(id)), tasks(moves, move -> move.from().equals(id)));
    }

    private List<String> tasks(List<TaskForecast> moves, Predicate<TaskForecast> which) {
        return moves.stream().filter(which).map(move -> names.of(move.taskId())).sorted().toList();
    }

    private Memory memory(MemoryForecast memory) {
        return memory == null ? null
                : new Memory(names.of(memory.host()), memory.totalBytes(), memory.usedBefore(), memory.usedAfter());
    }

    private List<Violation> violations(List<Forecast.Violation> violations) {
        return violations.stream().map(violation -> new Violation(violation.rule(), subject(violation.subject()),
                names.in(violation.reason()))).toList();
    }

    private Subject subject(String id) {
        return new Subject(id, names.of(id));
    }

    /** To a tenth: more would be a promise. */
    private static double seconds(Duration span) {
        return Math.round(span.toMillis() / 100.0) / 10.0;
    }
}
