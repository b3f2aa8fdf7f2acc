package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Prediction.Memory;
import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.Score;
import io.orcastra.adapters.report.Prediction.ServiceChange;
import io.orcastra.adapters.report.Prediction.Violation;
import io.orcastra.adapters.report.Prediction.Violations;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.engine.explain.Forecast;
import io.orcastra.engine.explain.Forecast.MemoryForecast;
import io.orcastra.engine.explain.Forecast.NodeForecast;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A forecast with every id resolved to a name; pure. */
record Predicting(Names names, List<Step> steps) {

    Prediction of(Forecast forecast) {
        return new Prediction(
                seconds(forecast.takes()),
                new Score(forecast.balance().of().name().toLowerCase(Locale.ROOT), forecast.balance().before(),
                        forecast.balance().after()),
                forecast.nodes().stream().map(this::node).toList(),
                forecast.services().stream().map(service -> new ServiceChange(subject(service.serviceId()),
                        service.restarts(), seconds(service.downtime()))).toList(),
                new Violations(violations(forecast.gone()), violations(forecast.left()), violations(forecast.come())),
                forecast.caveats().stream().map(names::in).toList());
    }

    private NodeChange node(NodeForecast node) {
        String name = names.of(node.nodeId());
        List<Replacement> moves = steps.stream().flatMap(step -> step.replacements().stream())
                .filter(replaced -> !replaced.from().equals(replaced.to())).toList();
        return new NodeChange(subject(node.nodeId()), node.takesTasks(), node.tasksBefore(), node.tasksAfter(),
                memory(node.memory()),
                moves.stream().filter(move -> move.to().equals(name)).map(Replacement::task).toList(),
                moves.stream().filter(move -> move.from().equals(name)).map(Replacement::task).toList());
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
