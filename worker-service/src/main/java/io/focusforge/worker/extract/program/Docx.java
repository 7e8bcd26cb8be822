package io.focusforge.worker.extract.program;

import java.nio.file.Path;
import javax.xml.parsers.SAXParser;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;

/** Word's documents, by a parser that does not hold them in memory; with pages, where Word has left word of them. */
final class Docx implements Format {
    @Override
    public About read(Path file, Draft draft) throws Exception {
        var metadata = new Metadata();
        var markup = Markup.flowing(draft);
        try (var in = TikaInputStream.get(file)) {
            new OOXMLParser().parse(in, markup, metadata, context());
        }
        markup.finish();
        return new About(metadata.get(TikaCoreProperties.TITLE), metadata.get(TikaCoreProperties.LANGUAGE), false);
    }

    private static ParseContext context() {
        var config = new OfficeParserConfig();
        config.setUseSAXDocxExtractor(true);
        config.setIncludeHeadersAndFooters(false);
        config.setIncludeDeletedContent(false);
        var context = new ParseContext();
        context.set(OfficeParserConfig.class, config);
        context.set(SAXParser.class, new PageBreaks());
        context.set(EmbeddedDocumentExtractor.class, NoAttachments.INSTANCE);
        return context;
    }
}
