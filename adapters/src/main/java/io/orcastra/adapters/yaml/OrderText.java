package io.orcastra.adapters.yaml;

import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Order;
import io.orcastra.rules.Spelling;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An order as operators write it, wherever they do: {@code relabel_all}, {@code update_dependents:db}.
 *
 * @param anchor empty for all of them
 */
public record OrderText(Command command, String anchor) {
    private static final Set<Command> MAY_NAME_ONE = EnumSet.of(Command.UPDATE_DEPENDENTS, Command.RELABEL_ANCHOR);

    /** Why a text is no order. */
    public static final class NoOrder extends Exception {
        private static final long serialVersionUID = 1L;
        private final String advice;

        NoOrder(String message, String advice) {
            super(message);
            this.advice = advice;
        }

        /** Begins with {@code Maybe}. */
        public String advice() {
            return advice;
        }
    }

    /** @param anchors names of all anchors of the configuration */
    public static OrderText of(String text, Set<String> anchors) throws NoOrder {
        return of(text, Optional.of(anchors));
    }

    /** @param known names of all anchors; empty when they are not known, so that any will do */
    static OrderText of(String text, Optional<Set<String>> known) throws NoOrder {
        Set<String> anchors = known.orElse(Set.of());
        String seen = Seen.quoted(text.strip());
        String[] parts = text.strip().split(":", 2);
        Command command = Arrays.stream(Command.values()).filter(one -> name(one).equals(parts[0].strip())).findFirst()
                .orElseThrow(() -> new NoOrder(seen + " is no command", nearest(parts[0].strip())));
        String anchor = parts.length == 1 ? "" : parts[1].strip();
        if (parts.length == 2 && !MAY_NAME_ONE.contains(command)) {
            throw new NoOrder(seen + ": " + name(command) + " takes no anchor", "Maybe write " + name(command) + " alone.");
        }
        if (anchor.isEmpty() && (parts.length == 2 || command == Command.RELABEL_ANCHOR)) {
            throw new NoOrder(seen + " names no anchor", "Maybe write " + name(command) + ":" + example(anchors) + ".");
        }
        if (!anchor.isEmpty() && known.isPresent() && !anchors.contains(anchor)) {
            throw new NoOrder(seen + ": the configuration has no anchor " + Seen.quoted(anchor), anchors.isEmpty()
                    ? "Maybe the configuration is in another folder: it names no anchors at all."
                    : Spelling.nearest(anchor, List.copyOf(anchors)).map(one -> "Maybe you meant " + one + ".")
                            .orElse("Maybe one of " + String.join(", ", anchors.stream().sorted().toList()) + " is meant."));
        }
        return new OrderText(command, anchor);
    }

    public static OrderText of(Order order) {
        return new OrderText(order.command(), order.anchor());
    }

    /** The commands, as they are written. */
    public static List<String> names() {
        return Arrays.stream(Command.values()).map(OrderText::name).toList();
    }

    public Order order(String id) {
        return new Order(id, command, anchor);
    }

    /** As it is written. */
    public String text() {
        return name(command) + (anchor.isEmpty() ? "" : ":" + anchor);
    }

    private static String nearest(String word) {
        return Spelling.nearest(word, names()).map(one -> "Maybe you meant " + one + ".")
                .orElse("Maybe one of " + String.join(", ", names()) + " is meant.");
    }

    private static String example(Set<String> anchors) {
        return anchors.stream().sorted().findFirst().orElse("db");
    }

    private static String name(Command command) {
        return command.name().toLowerCase(Locale.ROOT);
    }
}
