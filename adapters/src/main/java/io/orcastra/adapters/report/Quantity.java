package io.orcastra.adapters.report;

import io.orcastra.engine.placement.Shortage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** An amount in a unit people read. */
record Quantity(double amount, String unit) {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    /** The unit of a field is told by its name. */
    static Quantity ofField(String field, double amount) {
        String unit = field.endsWith("Percent") ? "%" : field.endsWith("Bytes") ? "bytes" : "";
        return field.endsWith("Millis") ? new Quantity(amount / 1000, "s") : new Quantity(amount, unit);
    }

    static Quantity of(Shortage shortage) {
        return switch (shortage.unit()) {
            case BYTES -> new Quantity(shortage.amount(), "bytes");
            case NANO_CPUS -> new Quantity(shortage.amount() / 1e9, "cpus");
            case PERCENT -> new Quantity(shortage.amount(), "%");
            case COUNT -> new Quantity(shortage.amount(), "");
        };
    }

    String text() {
        return switch (unit) {
            case "bytes" -> amount >= GIB / 2 ? decimal(amount / GIB) + " GiB" : decimal(amount / MIB) + " MiB";
            case "s" -> Spans.of(Duration.ofMillis(Math.round(amount * 1000)));
            case "" -> decimal(amount);
            default -> decimal(amount) + " " + unit;
        };
    }

    /** As what lies between two amounts: percentages differ by points. */
    String difference() {
        return unit.equals("%") ? decimal(amount) + (amount == 1 ? " point" : " points") : text();
    }

    private static String decimal(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        return rounded.signum() == 0 && value > 0 ? "less than 0.1" : rounded.stripTrailingZeros().toPlainString();
    }
}
