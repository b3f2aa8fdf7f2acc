package io.orcastra.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.OrcastraHome;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The report of a dry run as a program reads it: what is wrong in the swarm, and what the plan would make of it. */
record Foretold(JsonNode report) {

    static Foretold of(OrcastraHome.Answer dryRun) throws JsonProcessingException {
        return new Foretold(new ObjectMapper().readTree(dryRun.out()));
    }

    /** Tasks replaced, by service. */
    Map<String, Integer> restarts() {
        return each("services", "service", service -> service.path("restarts").asInt());
    }

    /** How long no task of a service runs, in seconds, by service. */
    Map<String, Double> downtimes() {
        return each("services", "service", service -> service.path("downtimeSeconds").asDouble());
    }

    /** Tasks on each node afterwards. */
    Map<String, Integer> tasks() {
        return each("nodes", "node", node -> node.path("tasksAfter").asInt());
    }

    /** Bytes in use on each node afterwards. */
    Map<String, Long> usedBytes() {
        return each("nodes", "node", node -> node.at("/memory/usedBytesAfter").asLong());
    }

    private <T> Map<String, T> each(String list, String subject, Function<JsonNode, T> figure) {
        Map<String, T> figures = new TreeMap<>();
        list("/prediction/" + list).forEach(one -> figures.put(one.at("/" + subject + "/name").asText(), figure.apply(one)));
        return figures;
    }

    /** Where tasks come to: {@code web.1 on oak}. */
    Set<String> arrivals() {
        Set<String> arrivals = new TreeSet<>();
        list("/prediction/nodes").forEach(node -> node.path("arrives").forEach(task ->
                arrivals.add(task.asText() + " on " + node.at("/node/name").asText())));
        return arrivals;
    }

    /** What would be right afterwards, as {@link #wrongs}. */
    Set<String> gone() {
        return violations("gone");
    }

    /** What would be wrong afterwards, as {@link #wrongs}. */
    Set<String> wrongsAfter() {
        Set<String> wrongs = violations("left");
        wrongs.addAll(violations("new"));
        return wrongs;
    }

    /** What is not as the policies want it now, by rule and subject: each wish but mere tidying, and each pressure once. */
    Set<String> wrongs() {
        Set<String> wrongs = new TreeSet<>();
        Stream.of("/execute", "/deferred", "/vetoed").flatMap(this::list)
                .filter(wish -> !wish.at("/action/type").asText().equals("RemoveNodeLabel"))
                .filter(wish -> !wish.path("rule").asText().startsWith("ORC-MEM-"))
                .forEach(wish -> wrongs.add(wish.path("rule").asText() + " " + wish.at("/action/subject/name").asText()));
        list("/conditions").filter(one -> Set.of("NodeUnderMemoryPressure", "NodeRunningOutOfMemory").contains(one.path("type").asText()))
                .forEach(one -> wrongs.add(one.at("/why/rule").asText() + " " + one.at("/subject/name").asText()));
        return wrongs;
    }

    private Set<String> violations(String which) {
        Set<String> violations = new TreeSet<>();
        list("/prediction/violations/" + which).forEach(one ->
                violations.add(one.path("rule").asText() + " " + one.at("/subject/name").asText()));
        return violations;
    }

    private Stream<JsonNode> list(String path) {
        return StreamSupport.stream(report.at(path).spliterator(), false);
    }
}
