package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orcastra.engine.port.LedgerPage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the ledger knows of one service: entries {@code pin.<n>} (constraints of ours which a rollback can bring back),
 * {@code unpinned} (what its spec shall be when the action under way is over), {@code update-config} (the owner's),
 * {@code previous} (the owner's previous spec) and {@code previous-dropped} (why there is none although there was). Specs
 * are compressed.
 */
record ServicePage(Map<String, String> entries) {

    /** A page stays well below the 256 KiB a ledger object may have. */
    static final int LARGEST = 200 * 1024;

    private static final String PIN = "pin.";
    private static final String UNPINNED = "unpinned";
    private static final String PREVIOUS = "previous";
    private static final String DROPPED = "previous-dropped";
    private static final String UPDATE_CONFIG = "update-config";

    ServicePage {
        entries = Map.copyOf(entries);
    }

    static String name(String serviceId) {
        return "service-" + serviceId;
    }

    static Optional<String> serviceOf(String page) {
        return page.startsWith("service-") ? Optional.of(page.substring("service-".length())) : Optional.empty();
    }

    static ServicePage of(LedgerPage page) {
        return new ServicePage(page.entries());
    }

    Set<String> pins() {
        Set<String> pins = new TreeSet<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(PIN)) {
                pins.add(value);
            }
        });
        return pins;
    }

    Optional<JsonNode> unpinned() {
        return spec(UNPINNED);
    }

    Optional<JsonNode> previous() {
        return spec(PREVIOUS);
    }

    /** Whether it holds something, and no action under way needs it. */
    boolean isAtRest() {
        return !entries.isEmpty() && !entries.containsKey(UNPINNED);
    }

    /**
     * What can still be needed of a page at rest: the pins that the service bears or that a rollback would bring back,
     * and the owner's previous spec while the engine's is not it.
     */
    ServicePage expired(ServiceReading service) {
        Set<String> gone = pins();
        gone.removeAll(Constraints.of(service.spec()));
        gone.removeAll(Constraints.of(service.previousSpec()));
        boolean owed = isPolluted(service.spec()) || isPolluted(service.previousSpec());
        ServicePage page = withoutPins(gone);
        return owed ? page : page.withPrevious(Optional.empty()).with(UPDATE_CONFIG, Optional.empty());
    }

    /** A missing node when the owner had none. */
    JsonNode updateConfig() {
        return spec(UPDATE_CONFIG).orElse(MissingNode.getInstance());
    }

    ServicePage withPins(Collection<String> more) {
        Set<String> all = pins();
        all.addAll(more);
        return replacingPins(all);
    }

    ServicePage withoutPins(Collection<String> fewer) {
        Set<String> rest = pins();
        rest.removeAll(fewer);
        return replacingPins(rest);
    }

    ServicePage withUnpinned(JsonNode spec) {
        ServicePage page = with(UNPINNED, Optional.of(spec));
        return page.with(UPDATE_CONFIG, Optional.of(spec.path(UpdatePolicy.MEMBER)).filter(JsonNode::isObject));
    }

    ServicePage withoutUnpinned() {
        return with(UNPINNED, Optional.empty());
    }

    ServicePage withPrevious(Optional<JsonNode> spec) {
        Map<String, String> changed = new HashMap<>(with(PREVIOUS, spec).entries());
        changed.remove(DROPPED);
        return new ServicePage(changed);
    }

    /** @param reason for the operator to read, until a rollback does not need the spec any more */
    ServicePage droppingPrevious(String reason) {
        Map<String, String> changed = new HashMap<>(withPrevious(Optional.empty()).entries());
        changed.put(DROPPED, reason);
        return new ServicePage(changed);
    }

    /**
     * The page to be written before a pin is put on. A previous spec that bears a pin of ours is not the owner's, whose
     * own is on the page already. What is too large is left out: without it an undo is surgical, and a rollback of the
     * owner's ends with the present version.
     */
    ServicePage storing(ServiceReading service, Pinning pinning) {
        JsonNode previous = service.previousSpec();
        ServicePage page = isPolluted(previous) ? this : withPrevious(Optional.of(previous).filter(JsonNode::isObject));
        return page.storing(pinning);
    }

    /** As above, for a second pin of the same action: Swarm has forgotten the owner's previous spec if it rolled back. */
    ServicePage storing(Pinning pinning) {
        ServicePage page = withPins(pinning.pin().expressions()).withUnpinned(pinning.unpinned());
        if (page.isTooLarge() && page.previous().isPresent()) {
            page = page.droppingPrevious("it is too large for the ledger");
        }
        return page.isTooLarge() ? page.withoutUnpinned() : page;
    }

    /** Whether a spec bears a pin of ours together with our update configuration. */
    boolean isPolluted(JsonNode spec) {
        return UpdatePolicy.isOn(spec) && (pins().isEmpty() || Constraints.hasAny(spec, pins()));
    }

    private boolean isTooLarge() {
        return entries.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length()).sum()
                > LARGEST;
    }

    /** A damaged spec is none: the surgical way needs none. */
    private Optional<JsonNode> spec(String key) {
        try {
            return Optional.ofNullable(entries.get(key)).map(SpecCodec::decode);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private ServicePage with(String key, Optional<JsonNode> spec) {
        Map<String, String> changed = new HashMap<>(entries);
        changed.remove(key);
        spec.ifPresent(present -> changed.put(key, SpecCodec.encode(present)));
        return new ServicePage(changed);
    }

    private ServicePage replacingPins(Set<String> pins) {
        Map<String, String> changed = new HashMap<>(entries);
        changed.keySet().removeIf(key -> key.startsWith(PIN));
        int number = 1;
        for (String pin : pins) {
            changed.put(PIN + number++, pin);
        }
        return new ServicePage(changed);
    }
}
