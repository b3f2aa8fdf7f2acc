package io.orcastra.adapters.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.Background.RunningTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The part of a snapshot only a daemon can give: facts of the past, of itself and of its configuration, and the
 * {@link Background} of its decision. Values may be null in it, unlike in observed facts.
 */
final class DaemonPart {
    private static final String FACTS = "io.orcastra.facts.";
    /** Package and name of a fact: no other class is ever loaded for what stands in a document. */
    private static final Pattern FACT = Pattern.compile("(cluster|condition|control|decision|policy)\\.[A-Z][A-Za-z]*");
    private static final String TEXT = "text";

    private final ObjectMapper json;

    DaemonPart(ObjectMapper strict) {
        json = strict.copy().disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Map<String, Object> write(Set<Object> facts, Background background, UnaryOperator<Object> masking) {
        Map<String, Object> part = new TreeMap<>();
        part.put("facts", FactLists.sorted(FactLists.OF_A_DAEMON, facts, masking));
        part.put("firm", background.firm());
        part.put("timers", background.timers().stream().map(timer -> timer(timer, masking)).toList());
        part.put("waiting", background.waiting());
        part.put("underWay", new TreeSet<>(background.underWay()));
        part.put("towards", background.towards());
        part.put("history", background.history());
        part.put("moveSeconds", new TreeMap<>(background.moveSeconds()));
        part.put("budgets", background.budgets());
        return part;
    }

    Set<Object> facts(JsonNode part) throws UnreadablePart {
        Set<Object> facts = new HashSet<>();
        for (Class<? extends Record> type : FactLists.OF_A_DAEMON) {
            String list = "/facts/" + type.getSimpleName();
            for (int i = 0; i < part.at(list).size(); i++) {
                String where = list + "/" + i;
                facts.add(at(where, () -> possible(json.treeToValue(part.at(where), type))));
            }
        }
        return facts;
    }

    Background background(JsonNode part) throws UnreadablePart {
        List<RunningTimer> timers = new ArrayList<>();
        for (int i = 0; i < part.path("timers").size(); i++) {
            String where = "/timers/" + i;
            timers.add(at(where, () -> timer(json.treeToValue(part.at(where), Timer.class))));
        }
        return new Background(part.path("firm").asBoolean(true), timers,
                list(part, "waiting", new TypeReference<List<Timing>>() { }, List.of()),
                list(part, "underWay", new TypeReference<Set<String>>() { }, Set.of()),
                list(part, "towards", new TypeReference<List<String>>() { }, List.of()),
                list(part, "history", new TypeReference<List<PastAction>>() { }, List.of()),
                list(part, "moveSeconds", new TypeReference<Map<String, Double>>() { }, Map.of()),
                list(part, "budgets", new TypeReference<Budgets>() { }, Budgets.DEFAULT));
    }

    private <T> T list(JsonNode part, String name, TypeReference<T> type, T absent) throws UnreadablePart {
        return part.hasNonNull(name) ? at("/" + name, () -> json.treeToValue(part.get(name), json.constructType(type))) : absent;
    }

    private static <T> T at(String where, Reading<T> reading) throws UnreadablePart {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            throw new UnreadablePart(where, e);
        }
    }

    private static <F extends Record> F possible(F fact) throws JsonMappingException {
        Optional<String> why = Figures.impossible(fact);
        if (why.isPresent()) {
            throw new JsonMappingException(null, why.get());
        }
        return fact;
    }

    private Timer timer(RunningTimer timer, UnaryOperator<Object> masking) {
        Object subject = masking.apply(timer.subject());
        String type = subject instanceof String ? TEXT : subject.getClass().getName().substring(FACTS.length());
        return new Timer(timer.name(), type, json.valueToTree(subject), timer.passed(), timer.lasting());
    }

    private RunningTimer timer(Timer timer) throws JsonProcessingException {
        return new RunningTimer(timer.name, subject(timer), timer.passed, timer.lasting);
    }

    private Object subject(Timer timer) throws JsonProcessingException {
        if (TEXT.equals(timer.type)) {
            return timer.subject.asText();
        }
        return json.treeToValue(timer.subject, fact(String.valueOf(timer.type)));
    }

    private static Class<? extends Record> fact(String type) throws JsonMappingException {
        try {
            if (FACT.matcher(type).matches()) {
                return Class.forName(FACTS + type).asSubclass(Record.class);
            }
        } catch (ClassNotFoundException | ClassCastException unknown) {
            throw new JsonMappingException(null, "a timer is about " + type + ", which is no fact", unknown);
        }
        throw new JsonMappingException(null, "a timer is about " + type + ", which is no fact");
    }

    /** Makes a value of what stands somewhere in the part. */
    private interface Reading<T> {
        T read() throws JsonProcessingException;
    }

    /** A timer with the type of its subject. */
    private record Timer(String name, String type, JsonNode subject, Duration passed, Duration lasting) {
    }
}
