package io.orcastra.adapters.yaml;

import java.util.Optional;
import java.util.regex.Pattern;

/** The full name of a service, {@code <stack>_<name>}, as Swarm accepts it. */
final class ServiceName {
    /** SwarmKit's own rule for names of services, and its limit, which is that of a DNS label. */
    private static final Pattern ACCEPTED = Pattern.compile("[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*+");
    private static final int LONGEST = 63;

    private ServiceName() {
    }

    /** An entry of a list: a short name of this stack, or {@code {stack: x, name: y}}. */
    static Optional<String> inStack(String stack, Value entry) {
        if (entry.isMapping()) {
            return explicit(entry);
        }
        return entry.text().flatMap(name -> {
            if (name.startsWith(stack + "_")) {
                entry.warning(entry.path() + " is " + Seen.quoted(name) + ", which already begins with the stack; it means "
                        + Seen.quoted(stack + "_" + name), "Maybe write " + name.substring(stack.length() + 1) + ".");
            }
            return checked(stack + "_" + name, entry);
        });
    }

    /** An entry of a list: a full name, or {@code {stack: x, name: y}}. */
    static Optional<String> full(Value entry) {
        return entry.isMapping() ? explicit(entry) : entry.text().flatMap(name -> checked(name, entry));
    }

    private static Optional<String> explicit(Value entry) {
        Section section = entry.section().orElseThrow();
        Optional<Value> name = section.get("name");
        if (name.isEmpty()) {
            return entry.unexpected("a service", "Maybe write {stack: my-stack, name: my-service}.");
        }
        Optional<String> stack = section.get("stack").flatMap(Value::text);
        return name.get().text().flatMap(text -> checked(stack.map(s -> s + "_").orElse("") + text, entry));
    }

    static boolean isAccepted(String service) {
        return service.length() <= LONGEST && ACCEPTED.matcher(service).matches();
    }

    static Optional<String> checked(String service, Value place) {
        if (!isAccepted(service)) {
            place.error(Seen.quoted(service) + " cannot be the name of a service",
                    "Maybe a typing mistake: letters, digits, - and _ between them, " + LONGEST + " at most.");
            return Optional.empty();
        }
        return Optional.of(service);
    }
}
