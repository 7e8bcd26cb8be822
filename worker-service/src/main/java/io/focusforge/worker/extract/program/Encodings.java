package io.focusforge.worker.extract.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tika.detect.CompositeEncodingDetector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.BOMDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.apache.tika.parser.txt.UniversalEncodingDetector;

/** How a text is encoded. What can be UTF-8 is: no other text looks like it by chance. */
final class Encodings {
    private static final int LOOK = 64 * 1024;
    private static final int LONGEST_CHARACTER = 4;

    private Encodings() {}

    static EncodingDetector ofText() {
        return detectors(
                new BOMDetector(), Encodings::utf8, new UniversalEncodingDetector(), new Icu4jEncodingDetector());
    }

    static EncodingDetector ofHtml() {
        return detectors(
                new BOMDetector(),
                Encodings::utf8,
                new HtmlEncodingDetector(),
                new UniversalEncodingDetector(),
                new Icu4jEncodingDetector());
    }

    private static EncodingDetector detectors(EncodingDetector... detectors) {
        return new CompositeEncodingDetector(List.of(detectors));
    }

    private static Charset utf8(InputStream in, Metadata metadata) throws IOException {
        in.mark(LOOK);
        var bytes = in.readNBytes(LOOK);
        in.reset();
        var shortest = bytes.length < LOOK ? bytes.length : LOOK - LONGEST_CHARACTER;
        for (var length = bytes.length; length >= shortest; length--) {
            if (isUtf8(ByteBuffer.wrap(bytes, 0, length))) {
                return StandardCharsets.UTF_8;
            }
        }
        return null;
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
