package io.orcastra.adapters.metrics;

import io.orcastra.engine.port.Clock;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.SimpleCollector;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the daemon's own classes register: each metric with the names of its labels. */
final class ExportedMetrics {
    private static final Path SOURCES = Path.of("src/main/java");
    /** Of the agent, which has a registry of its own and none of these names. */
    private static final String OF_THE_AGENT = "AgentMetrics";

    private final Metrics metrics = new Metrics("1.0");

    private ExportedMetrics() {
    }

    /** By name of the sample. */
    static Map<String, Set<String>> byName() throws IOException, ReflectiveOperationException {
        ExportedMetrics all = new ExportedMetrics();
        for (Constructor<?> constructor : all.constructors()) {
            all.register(constructor);
        }
        return all.labels();
    }

    /** Those that hold others come first. */
    private List<Constructor<?>> constructors() throws IOException, ReflectiveOperationException {
        List<Constructor<?>> constructors = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(file -> file.toString().endsWith("Metrics.java")).sorted().toList()) {
                String name = SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
                if (!name.endsWith(OF_THE_AGENT) && !name.equals(Metrics.class.getName())) {
                    constructors.add(Class.forName(name).getDeclaredConstructors()[0]);
                }
            }
        }
        constructors.sort(Comparator.comparing(constructor -> constructor.getParameterTypes()[0] == CollectorRegistry.class));
        return constructors;
    }

    /** One that another has registered already is a part of that. */
    private void register(Constructor<?> constructor) throws ReflectiveOperationException {
        constructor.setAccessible(true);
        try {
            constructor.newInstance(Stream.of(constructor.getParameterTypes()).map(this::argument).toArray());
        } catch (InvocationTargetException failure) {
            if (!String.valueOf(failure.getCause().getMessage()).contains("is already in use by another Collector")) {
                throw failure;
            }
        }
    }

    private Object argument(Class<?> type) {
        return type == Metrics.class ? metrics : type == CollectorRegistry.class ? metrics.registry()
                : Clock.of(() -> Instant.EPOCH, () -> 0);
    }

    private Map<String, Set<String>> labels() throws ReflectiveOperationException {
        Map<String, Set<String>> labels = new TreeMap<>();
        Field collectors = CollectorRegistry.class.getDeclaredField("collectorsToNames");
        collectors.setAccessible(true);
        Field names = SimpleCollector.class.getDeclaredField("labelNames");
        names.setAccessible(true);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) collectors.get(metrics.registry())).entrySet()) {
            Set<String> of = new HashSet<>();
            Set<Object> samples = new HashSet<>((Collection<?>) entry.getValue());
            if (entry.getKey() instanceof SimpleCollector<?> simple) {
                Collector.MetricFamilySamples family = simple.collect().get(0);
                ((List<?>) names.get(simple)).forEach(name -> of.add((String) name));
                of.addAll(family.type == Collector.Type.HISTOGRAM ? Set.of("le") : Set.of());
                samples.removeIf(name -> family.type != Collector.Type.GAUGE && name.equals(family.name));
            }
            samples.forEach(name -> labels.put((String) name, of));
        }
        return labels;
    }
}
