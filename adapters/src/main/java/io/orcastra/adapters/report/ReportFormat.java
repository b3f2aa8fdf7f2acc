package io.orcastra.adapters.report;

/** One way to write a report down; pure. */
@FunctionalInterface
public interface ReportFormat {

    /** The whole report, ending in a line break. */
    String render(Report report);
}
