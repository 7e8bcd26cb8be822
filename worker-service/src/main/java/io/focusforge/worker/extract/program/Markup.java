package io.focusforge.worker.extract.program;

import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writes the XHTML that parsers give as Markdown: what a heading, an item, a row or code is can still be told afterwards. */
final class Markup extends DefaultHandler {
    private static final Set<String> IGNORED =
            Set.of("head", "script", "style", "noscript", "template", "svg", "nav", "iframe", "object", "select");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "aside",
            "header",
            "footer",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "figure",
            "figcaption",
            "address",
            "table",
            "form",
            "fieldset",
            "hr",
            "caption",
            "details",
            "summary");

    private final Lines lines;
    private String language;
    private int ignored;
    private int depth;
    private int pages;

    /** @param broken whether line breaks in the text are those of the document */
    Markup(Draft draft, boolean broken) {
        this(new Lines(draft, broken, false));
    }

    private Markup(Lines lines) {
        this.lines = lines;
    }

    /** Of a text that may say where its pages begin. */
    static Markup flowing(Draft draft) {
        return new Markup(new Lines(draft, false, true));
    }

    int pages() {
        return pages;
    }

    /** What the document declares, or null. */
    String language() {
        return language;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (name.equals("html")) {
            language = attributes.getValue("lang");
        }
        if (IGNORED.contains(name)) {
            ignored++;
        } else if (ignored == 0) {
            start(name, attributes);
        }
    }

    private void start(String name, Attributes attributes) throws SAXException {
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> lines.openHeading(name.charAt(1) - '0');
            case "ul", "ol" -> depth++;
            case "li" -> lines.line("  ".repeat(Math.clamp(depth - 1, 0, 8)) + "- ");
            case "tr" -> lines.line("| ");
            case "td", "th" -> lines.openCell();
            case "br" -> lines.line("");
            case "pre" -> lines.openCode();
            default -> {
                if (BLOCKS.contains(name)) {
                    lines.block();
                }
            }
        }
        if (name.equals("div") && "page".equals(attributes.getValue("class"))) {
            lines.endPage(pages);
            pages++;
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        if (IGNORED.contains(name)) {
            ignored = Math.max(0, ignored - 1);
        } else if (ignored == 0) {
            end(name);
        }
    }

    private void end(String name) throws SAXException {
        switch (name) {
            case "ul", "ol" -> {
                depth = Math.max(0, depth - 1);
                if (depth == 0) {
                    lines.endBlock();
                }
            }
            case "td", "th" -> lines.closeCell();
            case "pre" -> lines.closeCode();
            case "tr" -> lines.endRow();
            case "h1", "h2", "h3", "h4", "h5", "h6" -> lines.closeHeading();
            default -> {
                if (BLOCKS.contains(name)) {
                    lines.endBlock();
                }
            }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (ignored == 0) {
            lines.text(text, start, length);
        }
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        characters(text, start, length);
    }

    void finish() throws SAXException {
        lines.endPage(pages);
    }
}
