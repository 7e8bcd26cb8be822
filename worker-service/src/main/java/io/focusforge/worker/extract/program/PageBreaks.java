package io.focusforge.worker.extract.program;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.parsers.SAXParser;
import org.apache.tika.exception.TikaException;
import org.apache.tika.sax.ContentHandlerDecorator;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Parser;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the parts of a Word document, and puts a character that no text has where Word began a page when it saved the document last
 * ({@code w:lastRenderedPageBreak}, ECMA-376 part 1, 17.3.3.13), which Tika passes over.
 */
final class PageBreaks extends SAXParser {
    static final char MARK = '\uFDD0';

    @Override
    public void parse(InputStream in, DefaultHandler handler) throws SAXException, IOException {
        try {
            // one part may be read in the midst of another
            XMLReaderUtils.getSAXParser().parse(in, new Marking(handler));
        } catch (TikaException e) {
            throw new SAXException(e);
        }
    }

    /** A row that goes over to the next page says so in each cell that does; it is one page. */
    private static final class Marking extends ContentHandlerDecorator {
        private static final char[] TEXT = {MARK};

        private final DefaultHandler handler;
        private int rows;
        private int inCell;
        private int inRow;

        Marking(DefaultHandler handler) {
            super(handler);
            this.handler = handler;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            switch (name) {
                case "lastRenderedPageBreak" -> mark(uri, qualified, attributes);
                case "tr" -> {
                    inRow = rows == 0 ? 0 : inRow;
                    rows++;
                }
                case "tc" -> inCell = rows == 1 ? 0 : inCell;
                default -> {}
            }
            super.startElement(uri, name, qualified, attributes);
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            if (name.equals("tr")) {
                rows--;
            }
            super.endElement(uri, name, qualified);
        }

        private void mark(String uri, String qualified, Attributes none) throws SAXException {
            inCell++;
            if (rows > 0 && inCell <= inRow) {
                return;
            }
            inRow = inCell;
            var prefix = qualified.substring(0, qualified.indexOf(':') + 1);
            super.startElement(uri, "t", prefix + "t", none);
            super.characters(TEXT, 0, TEXT.length);
            super.endElement(uri, "t", prefix + "t");
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws IOException, SAXException {
            return handler.resolveEntity(publicId, systemId);
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public Parser getParser() {
        throw new UnsupportedOperationException();
    }

    @Override
    public XMLReader getXMLReader() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isNamespaceAware() {
        return true;
    }

    @Override
    public boolean isValidating() {
        return false;
    }

    @Override
    public void setProperty(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getProperty(String name) {
        throw new UnsupportedOperationException();
    }
}
