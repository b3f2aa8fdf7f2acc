package io.orcastra.adapters.scenario;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as JUnit XML, as build servers read it. */
public final class JUnitReport {
    private JUnitReport() {
    }

    public static String of(List<ScenarioResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "orcastra test");
            xml.writeAttribute("tests", "" + results.size());
            xml.writeAttribute("failures", "" + results.stream().filter(result -> !result.succeeded()).count());
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("time", seconds(results.stream().map(ScenarioResult::took).reduce(Duration.ZERO, Duration::plus)));
            for (ScenarioResult result : results) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML is written to memory", e);
        }
    }

    private static void write(XMLStreamWriter xml, ScenarioResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", visible(result.file().toString()));
        xml.writeAttribute("name", visible(result.title()));
        xml.writeAttribute("time", seconds(result.took()));
        for (String failure : result.failures()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", visible(failure.lines().findFirst().orElse("")));
            xml.writeCharacters(visible(failure));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to say most control characters. */
    private static String visible(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.3f", span.toMillis() / 1000.0);
    }
}
