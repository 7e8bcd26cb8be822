package io.focusforge.worker.extract.program;

import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.metadata.Metadata;

/** Text as it is, Markdown too: in parts that end behind a line, or a word when lines are longer. */
final class PlainText implements Format {
    private static final int PART = 48 * 1024;

    @Override
    public About read(Path file, Draft draft) throws Exception {
        try (var in = new BufferedInputStream(Files.newInputStream(file));
                var reader = new AutoDetectReader(in, new Metadata(), Encodings.ofText())) {
            var text = new StringBuilder();
            var buffer = new char[PART];
            for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                text.append(buffer, 0, read);
                var cut = text.length() < PART ? 0 : cut(text);
                draft.part(0, text.substring(0, cut));
                text.delete(0, cut);
            }
            draft.part(0, text + "\n");
        }
        return About.NOTHING;
    }

    private static int cut(StringBuilder text) {
        for (var separator : new String[] {"\n\n", "\n", " "}) {
            var at = text.lastIndexOf(separator);
            if (at > 0) {
                return at + separator.length();
            }
        }
        return Character.isHighSurrogate(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
    }
}
