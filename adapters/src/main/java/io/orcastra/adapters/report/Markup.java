package io.orcastra.adapters.report;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * HTML written in the syntax of XML, by the JDK's own writer: every text and every attribute is escaped because there is
 * no way to write one that is not, and every element is closed.
 */
final class Markup {

    private static final Pattern NOT_XML = Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    Markup() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeDTD("<!DOCTYPE html>\n");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /**
     * An element with content.
     *
     * @param attributes names and values in turn
     */
    void element(String name, Runnable content, String... attributes) {
        try {
            xml.writeStartElement(name);
            write(attributes);
            content.run();
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element with text in it. */
    void element(String name, String text, String... attributes) {
        element(name, () -> text(text), attributes);
    }

    /** An element that HTML wants without content and without an end, such as {@code meta}, or an empty one of SVG. */
    void empty(String name, String... attributes) {
        try {
            xml.writeEmptyElement(name);
            write(attributes);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    void text(String text) {
        try {
            xml.writeCharacters(legal(text));
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Everything written so far. */
    String written() {
        try {
            xml.flush();
            return out + "\n";
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void write(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], legal(attributes[i + 1]));
        }
    }

    private static String legal(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("writing to memory failed", e);
    }
}
