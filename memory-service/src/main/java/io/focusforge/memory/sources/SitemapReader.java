package io.focusforge.memory.sources;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads sitemaps and indexes of sitemaps (sitemaps.org), compressed or not. Entities are not resolved, and no more is unpacked than is allowed. */
final class SitemapReader {
    private static final long MOST_BYTES = 50L * 1024 * 1024;
    private static final XMLInputFactory XML = factory();

    /**
     * What a file says.
     *
     * @param isIndex whether its entries are sitemaps themselves
     */
    record Sitemap(boolean isIndex, List<Listing.Entry> entries) {}

    private SitemapReader() {}

    /** @throws IOException when it is none */
    static Sitemap read(Path file, int limit) throws IOException {
        try (var content = new Bounded(open(file))) {
            return read(XML.createXMLStreamReader(content), limit);
        } catch (XMLStreamException e) {
            throw new IOException("it is no sitemap", e);
        }
    }

    private static Sitemap read(XMLStreamReader xml, int limit) throws XMLStreamException {
        var entries = new ArrayList<Listing.Entry>();
        var isIndex = false;
        String location = null;
        String modified = null;
        while (xml.hasNext() && entries.size() < limit) {
            var event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "sitemapindex" -> isIndex = true;
                    case "loc" ->
                        location = location == null ? xml.getElementText().strip() : location;
                    case "lastmod" -> modified = xml.getElementText().strip();
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && isEntry(xml.getLocalName())) {
                if (location != null) {
                    entries.add(new Listing.Entry(location, modified));
                }
                location = null;
                modified = null;
            }
        }
        return new Sitemap(isIndex, entries);
    }

    private static boolean isEntry(String element) {
        return element.equals("url") || element.equals("sitemap");
    }

    private static InputStream open(Path file) throws IOException {
        var content = new BufferedInputStream(Files.newInputStream(file));
        content.mark(2);
        var isPacked = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        return isPacked ? new GZIPInputStream(content) : content;
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static final class Bounded extends java.io.FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            return count(read, read);
        }

        private int count(int result, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("a sitemap has at most %d bytes".formatted(MOST_BYTES));
            }
            return result;
        }
    }
}
