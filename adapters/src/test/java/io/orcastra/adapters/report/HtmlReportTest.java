package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.Score;
import io.orcastra.adapters.report.Prediction.ServiceChange;
import io.orcastra.adapters.report.Prediction.Violation;
import io.orcastra.adapters.report.Prediction.Violations;
import io.orcastra.adapters.report.Report.ActionItem;
import io.orcastra.adapters.report.Report.ConditionItem;
import io.orcastra.adapters.report.Report.FindingItem;
import io.orcastra.adapters.report.Report.Held;
import io.orcastra.adapters.report.Report.Objection;
import io.orcastra.adapters.report.Report.Observed;
import io.orcastra.adapters.report.Report.Replacement;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.adapters.report.Report.Why;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** One page that is complete in itself, and in which nothing anybody named can become markup. */
class HtmlReportTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;</style></title>\u0001]]>";

    @Test
    void nothingIsLoadedOrRun() {
        String page = new HtmlReport("1.0").render(ReportGoldenTest.sample());

        assertThat(page).doesNotContain("http://", "https://", "url(", "@import", "<script", " src=", " style=")
                .contains("default-src 'none'", "prefers-color-scheme: dark", "@media print");
    }

    @Test
    void whatOthersNamedStaysText() throws Exception {
        Document page = parsed(new HtmlReport("1.0").render(hostile()));
        Document harmless = parsed(new HtmlReport("1.0").render(ReportGoldenTest.sample()));

        assertThat(elements(page)).isSubsetOf(elements(harmless));
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getDocumentElement().getTextContent().split("<script>", -1)).hasSizeGreaterThan(25);
    }

    /** HTML reads the content of a style element as it stands: an escaped sign in it would be a broken rule. */
    @Test
    void theStyleNeedsNoEscaping() {
        String style = new HtmlReport("1.0").render(ReportGoldenTest.sample()).split("</?style>")[1];

        assertThat(style).doesNotContain("&", "<").isNotBlank();
    }

    @Test
    void everyPictureSaysInWordsWhatItShows() throws Exception {
        NodeList pictures = parsed(new HtmlReport("1.0").render(ReportGoldenTest.sample())).getElementsByTagName("svg");

        assertThat(pictures.getLength()).isEqualTo(3);
        assertThat(((Element) pictures.item(1)).getAttribute("aria-label")).isEqualTo("worker-1: 92 % before, 73 % after");
    }

    @Test
    void everySectionIsNamedByItsHeading() throws Exception {
        Document page = parsed(new HtmlReport("1.0").render(ReportGoldenTest.sample()));
        List<String> headings = attributes(page, "h2", "id");

        assertThat(attributes(page, "section", "aria-labelledby")).isEqualTo(headings).doesNotHaveDuplicates();
    }

    private static Report hostile() {
        Subject subject = new Subject(HOSTILE, HOSTILE);
        Why why = new Why(HOSTILE, HOSTILE, HOSTILE, 1, List.of(HOSTILE));
        ActionItem action = new ActionItem(HOSTILE, subject, HOSTILE);
        Held held = new Held(HOSTILE, action, HOSTILE, List.of(new Objection(HOSTILE, HOSTILE, SampleDecision.AT, why)), why);
        Step step = new Step(HOSTILE, action, HOSTILE, 1, List.of(new Replacement(HOSTILE, HOSTILE, HOSTILE)), List.of(HOSTILE), why);
        Violation violation = new Violation(HOSTILE, subject, HOSTILE);
        return new Report(1, SampleDecision.AT, 1, new Observed(HOSTILE, SampleDecision.AT, 1, 1, 1, 1, 1, 1),
                List.of(new FindingItem(HOSTILE, subject, HOSTILE, HOSTILE, why)),
                List.of(new ConditionItem(HOSTILE, subject, HOSTILE, true, why)),
                List.of(step),
                List.of(held), List.of(held),
                new Prediction(1, new Score("tasks", 1, 2),
                        List.of(new NodeChange(subject, true, 1, 1, null, List.of(HOSTILE), List.of(HOSTILE))),
                        List.of(new ServiceChange(subject, 1, 1)),
                        new Violations(List.of(violation), List.of(violation), List.of(violation)), List.of(HOSTILE)),
                List.of(step), List.of(HOSTILE));
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static Set<String> elements(Document page) {
        Set<String> found = new HashSet<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            found.add(all.item(i).getNodeName());
        }
        return found;
    }

    private static List<String> attributes(Document page, String element, String attribute) {
        List<String> found = new ArrayList<>();
        NodeList all = page.getElementsByTagName(element);
        for (int i = 0; i < all.getLength(); i++) {
            found.add(((Element) all.item(i)).getAttribute(attribute));
        }
        return found;
    }
}
