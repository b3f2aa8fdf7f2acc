package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Report.Observed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The report as one page to show to a team: it loads nothing, runs no script, follows the reader's light or dark scheme
 * and can be printed.
 *
 * @param version of Orcastra, named at the foot
 */
public record HtmlReport(String version) implements ReportFormat {

    /** Were there a way to smuggle in markup after all, no browser would load or run anything of it. */
    private static final String NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    @Override
    public String render(Report report) {
        Markup page = new Markup();
        page.element("html", () -> {
            page.element("head", () -> head(page, report));
            page.element("body", () -> body(page, report));
        }, "lang", "en");
        return page.written();
    }

    private static void head(Markup page, Report report) {
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_FROM_ELSEWHERE);
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty("meta", "name", "referrer", "content", "no-referrer");
        page.empty("link", "rel", "icon", "href", "data:,");
        page.element("title", "Orcastra: " + TextReport.summary(report));
        page.element("style", style());
    }

    private void body(Markup page, Report report) {
        page.element("header", () -> {
            page.element("p", "Orcastra dry run", "class", "brand");
            page.element("h1", title(report));
            page.element("p", subtitle(report), "class", "lead");
        });
        page.element("main", () -> {
            HtmlDecision decision = new HtmlDecision(page, report);
            if (report.prediction() != null) {
                HtmlPrediction prediction = new HtmlPrediction(page, report.prediction());
                prediction.tiles();
                decision.findings();
                prediction.cluster();
                prediction.consequences();
            } else {
                decision.findings();
            }
            decision.plan();
            decision.following();
            decision.held("Waiting", "Approved, but not in this cycle.", report.deferred(), "not yet");
            decision.held("Vetoed", "Wished for by a policy, refused for a reason.", report.vetoed(), "no");
            decision.notes();
            decision.conditions();
        });
        page.element("footer", () -> page.element("p", "Made by Orcastra " + version
                + ". A dry run: nothing was written to the swarm. An id such as ORC-COL-201 names the rule that says so."));
    }

    private static String title(Report report) {
        String summary = TextReport.summary(report);
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1);
    }

    private static String subtitle(Report report) {
        Observed seen = report.observed();
        return TextReport.counted(seen.nodes(), "node") + " (" + seen.nodesReady() + " ready), "
                + TextReport.counted(seen.services(), "service") + ", " + TextReport.counted(seen.tasks(), "task")
                + " (" + seen.running() + " running), seen " + TextReport.readable(seen.at()) + " from " + seen.source() + ".";
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
