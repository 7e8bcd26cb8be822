package io.focusforge.worker.extract.program;

import java.nio.file.Path;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;

/** Web pages, without what is not read: scripts, styles, navigation. */
final class Html implements Format {
    @Override
    public About read(Path file, Draft draft) throws Exception {
        var metadata = new Metadata();
        var context = new ParseContext();
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        var markup = new Markup(draft, false);
        try (var in = TikaInputStream.get(file)) {
            new JSoupParser(Encodings.ofHtml()).parse(in, markup, metadata, context);
        }
        markup.finish();
        return new About(metadata.get(TikaCoreProperties.TITLE), markup.language(), false);
    }
}
