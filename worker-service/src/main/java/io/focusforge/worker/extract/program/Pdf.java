package io.focusforge.worker.extract.program;

import java.nio.file.Path;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;

/** PDF, page by page, forms included, attachments and pictures not. A page that cannot be read does not spoil the others. */
final class Pdf implements Format {
    private static final long IN_MEMORY = 48L << 20;

    @Override
    public About read(Path file, Draft draft) throws Exception {
        var metadata = new Metadata();
        draft.outlined(Outline.of(file));
        var markup = new Markup(draft, true);
        try (var in = TikaInputStream.get(file)) {
            new PDFParser().parse(in, markup, metadata, context());
        }
        markup.finish();
        return new About(
                metadata.get(TikaCoreProperties.TITLE),
                metadata.get(TikaCoreProperties.LANGUAGE),
                metadata.get(TikaCoreProperties.TIKA_META_EXCEPTION_WARNING) != null);
    }

    private static ParseContext context() {
        var config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractBookmarksText(false);
        config.setParseIncrementalUpdates(false);
        config.setMaxMainMemoryBytes(IN_MEMORY);
        var context = new ParseContext();
        context.set(PDFParserConfig.class, config);
        context.set(EmbeddedDocumentExtractor.class, NoAttachments.INSTANCE);
        return context;
    }
}
